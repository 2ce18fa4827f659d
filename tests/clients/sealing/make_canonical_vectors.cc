// canonical.json: hand-made protobuf bytes of messages of ours.
#include <string>

#include "proto/contract/canonical.h"
#include "tests/clients/sealing/vector_makers.h"
#include "vangnet/content/v1/content.pb.h"
#include "vangnet/record/v1/record.pb.h"

namespace vangnet::sealing {
namespace {

// A field with one byte of tag and a length or number below 128.
std::string NumberField(int field, int value) {
  return {static_cast<char>(field << 3), static_cast<char>(value)};
}
std::string BytesField(int field, const std::string& bytes) {
  return std::string{static_cast<char>(field << 3 | 2), static_cast<char>(bytes.size())} + bytes;
}

Json SampleOf(const std::string& name, const std::string& type, const std::string& bytes) {
  return Json().SetText("name", name).SetText("type", type).SetBytes("bytes", bytes);
}

constexpr char kPerson[] = "vangnet.record.v1.Person";
constexpr char kEpochs[] = "vangnet.record.v1.CompartmentEpochs";
constexpr char kAnswer[] = "vangnet.content.v1.Answer";
constexpr char kMessage[] = "vangnet.content.v1.Message";
constexpr char kBody[] = "vangnet.content.v1.EntryBody";
constexpr char kHeader[] = "vangnet.record.v1.RecordHeader";
constexpr char kRecord[] = "vangnet.record.v1.Record";

Json GoodSamples() {
  const std::string principal(16, 'p');
  Json good = Json::List();
  good.Add(SampleOf("empty", kPerson, ""));
  good.Add(SampleOf("fields in order", kPerson, BytesField(1, principal) + NumberField(2, 1)));
  good.Add(SampleOf("packed numbers", kEpochs,
                    BytesField(1, NumberField(1, 2)) + BytesField(2, "\1\2\3")));
  good.Add(SampleOf("numbers of two bytes", kEpochs, BytesField(2, "\x80\x01\x81\x01")));
  good.Add(SampleOf("text in UTF-8", kMessage, BytesField(1, "caf\xc3\xa9 \xf0\x9f\x99\x82")));
  good.Add(SampleOf("U+FEFF inside", kMessage, BytesField(1, "a\xef\xbb\xbf")));
  good.Add(SampleOf("U+FFFD", kMessage, BytesField(1, "\xef\xbf\xbd")));
  good.Add(SampleOf("a oneof", kBody, BytesField(3, BytesField(1, "text"))));
  good.Add(SampleOf("an empty message, present", kBody, BytesField(3, "")));
  return good;
}

Json BadFields() {
  const std::string principal(16, 'p');
  Json bad = Json::List();
  bad.Add(SampleOf("fields out of order", kPerson, NumberField(2, 1) + BytesField(1, principal)));
  bad.Add(SampleOf("a field twice", kPerson, NumberField(2, 1) + NumberField(2, 1)));
  bad.Add(SampleOf("a field twice, other values", kPerson, NumberField(2, 1) + NumberField(2, 2)));
  bad.Add(SampleOf("unknown number field", kPerson, NumberField(2, 1) + NumberField(9, 1)));
  bad.Add(SampleOf("unknown bytes field", kRecord, BytesField(15, "x")));
  bad.Add(SampleOf("unknown field inside", kBody,
                   BytesField(3, BytesField(1, "text") + NumberField(9, 1))));
  bad.Add(SampleOf("known field, other wire type", kPerson, BytesField(2, "x")));
  bad.Add(SampleOf("default number written", kPerson, NumberField(2, 0)));
  bad.Add(SampleOf("default bytes written", kRecord, BytesField(2, "")));
  bad.Add(SampleOf("number too long", kPerson, std::string("\x10\x81\x00", 3)));
  bad.Add(SampleOf("length too long", kMessage, std::string("\x0a\x81\x00x", 4)));
  bad.Add(SampleOf("tag too long", kPerson, std::string("\x90\x00\x01", 3)));
  bad.Add(SampleOf("numbers not packed", kEpochs, NumberField(2, 1) + NumberField(2, 2)));
  bad.Add(SampleOf("numbers packed twice", kEpochs, BytesField(2, "\1") + BytesField(2, "\2")));
  bad.Add(SampleOf("empty packed numbers", kEpochs, BytesField(2, "")));
  bad.Add(SampleOf("two of a oneof", kBody,
                   BytesField(3, BytesField(1, "a")) + BytesField(4, BytesField(1, "b"))));
  bad.Add(SampleOf("a message in two parts", kBody,
                   BytesField(3, "") + BytesField(3, BytesField(1, "text"))));
  bad.Add(
      SampleOf("two acts", kHeader,
               NumberField(1, 1) + std::string("\xaa\x01\0", 3) + std::string("\xb2\x01\0", 3)));
  bad.Add(SampleOf("number over 32 bits", kEpochs, BytesField(2, "\xff\xff\xff\xff\x7f")));
  bad.Add(SampleOf("a group", kPerson, std::string("\x1b\x1c", 2)));
  bad.Add(SampleOf("field number 0", kPerson, std::string("\x00\x01", 2)));
  return bad;
}

Json BadValues() {
  Json bad = Json::List();
  bad.Add(SampleOf("unknown enum value", kPerson, NumberField(2, 77)));
  bad.Add(SampleOf("negative enum value", kPerson,
                   std::string("\x10\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", 11)));
  bad.Add(SampleOf("enum value that is not built", kHeader, NumberField(6, 31)));
  bad.Add(SampleOf("unknown enum value inside", kEpochs, BytesField(1, NumberField(1, 77))));
  bad.Add(SampleOf("truncated number", kPerson, std::string("\x10", 1)));
  bad.Add(SampleOf("truncated bytes", kMessage, std::string("\x0a\x05text", 6)));
  bad.Add(SampleOf("text begins with U+FEFF", kMessage,
                   BytesField(1,
                              "\xef\xbb\xbf"
                              "a")));
  bad.Add(SampleOf("inner text begins with U+FEFF", kAnswer,
                   BytesField(1, "q") + BytesField(3, "\xef\xbb\xbf")));
  bad.Add(SampleOf("a byte that is no UTF-8", kMessage, BytesField(1, "\xff")));
  bad.Add(SampleOf("a cut-off character", kMessage, BytesField(1, "\xc3")));
  bad.Add(SampleOf("an overlong character", kMessage, BytesField(1, "\xc0\xaf")));
  bad.Add(SampleOf("a surrogate", kMessage, BytesField(1, "\xed\xa0\x80")));
  bad.Add(SampleOf("above U+10FFFF", kMessage, BytesField(1, "\xf4\x90\x80\x80")));
  bad.Add(SampleOf("bad text in a list", kAnswer, BytesField(1, "q") + BytesField(2, "\xff")));
  return bad;
}

}  // namespace

Json CanonicalVectors() {
  Json file;
  file.SetText("about",
               "SPEC.md section 1: protobuf bytes of the named message types. All of "
               "`bad_fields` and `bad_values` are NOT_CANONICAL.");
  return file.Set("good", GoodSamples())
      .Set("bad_fields", BadFields())
      .Set("bad_values", BadValues());
}

}  // namespace vangnet::sealing
