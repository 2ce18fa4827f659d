#include "tests/fuzz/message_mutator.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <limits>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "google/protobuf/descriptor.h"
#include "proto/contract/canonical.h"
#include "vangnet/bundle/v1/bundle.pb.h"
#include "vangnet/identity/v1/identity.pb.h"
#include "vangnet/record/v1/record.pb.h"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

namespace vangnet::fuzz {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

constexpr std::size_t kGrowth = 64;

// The type of the message that lies in a field of bytes, or null.
const Message* MessageWithin(const FieldDescriptor& field) {
  static const auto* const types = new std::map<std::string, const Message*>{
      {"vangnet.record.v1.Record.header", &record::v1::RecordHeader::default_instance()},
      {"vangnet.record.v1.Grant.header", &record::v1::GrantHeader::default_instance()},
      {"vangnet.record.v1.Filing.records", &record::v1::Record::default_instance()},
      {"vangnet.record.v1.Filing.grants", &record::v1::Grant::default_instance()},
      {"vangnet.record.v1.FilingProof.statement",
       &record::v1::FilingProofStatement::default_instance()},
      {"vangnet.bundle.v1.SignedBundle.bundle", &bundle::v1::Bundle::default_instance()},
      {"vangnet.identity.v1.KeyFile.header", &identity::v1::KeyFileHeader::default_instance()},
      {"vangnet.identity.v1.EnrolmentRequest.statement",
       &identity::v1::EnrolmentStatement::default_instance()}};
  const auto found = types->find(field.full_name());
  return found == types->end() ? nullptr : found->second;
}

class Mutator {
 public:
  explicit Mutator(unsigned seed) : random_(seed) {}

  void Mutate(Message& message) {
    const Reflection& reflection = *message.GetReflection();
    std::vector<const FieldDescriptor*> fields;
    reflection.ListFields(message, &fields);
    if (fields.empty() || OneIn(6)) {
      const int count = message.GetDescriptor()->field_count();
      if (count == 0) return;
      fields = {message.GetDescriptor()->field(static_cast<int>(Below(count)))};
    }
    const FieldDescriptor& field = *fields[Below(fields.size())];
    if (field.is_repeated()) {
      MutateRepeated(message, field);
    } else if (OneIn(12)) {
      reflection.ClearField(&message, &field);
    } else {
      MutateSingular(message, field);
    }
  }

 private:
  std::size_t Below(std::size_t limit) { return random_() % limit; }
  bool OneIn(std::size_t count) { return Below(count) == 0; }

  void MutateSingular(Message& message, const FieldDescriptor& field) {
    const Reflection& reflection = *message.GetReflection();
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_MESSAGE:
        return Mutate(*reflection.MutableMessage(&message, &field));
      case FieldDescriptor::CPPTYPE_STRING:
        return reflection.SetString(&message, &field,
                                    Mutated(reflection.GetString(message, &field), field));
      case FieldDescriptor::CPPTYPE_UINT32:
        return reflection.SetUInt32(
            &message, &field,
            static_cast<std::uint32_t>(Number(reflection.GetUInt32(message, &field))));
      case FieldDescriptor::CPPTYPE_UINT64:
        return reflection.SetUInt64(&message, &field,
                                    Number(reflection.GetUInt64(message, &field)));
      case FieldDescriptor::CPPTYPE_ENUM:
        return reflection.SetEnumValue(&message, &field, EnumValue(field));
      case FieldDescriptor::CPPTYPE_BOOL:
        return reflection.SetBool(&message, &field, !reflection.GetBool(message, &field));
      default:
        return;  // The contract has no other types.
    }
  }

  void MutateRepeated(Message& message, const FieldDescriptor& field) {
    const Reflection& reflection = *message.GetReflection();
    const int size = reflection.FieldSize(message, &field);
    if (size == 0 || OneIn(5)) return Add(message, field, size);
    const int at = static_cast<int>(Below(static_cast<std::size_t>(size)));
    switch (Below(5)) {
      case 0:
        reflection.SwapElements(&message, &field, at, size - 1);
        reflection.RemoveLast(&message, &field);
        return;
      case 1:
        return reflection.SwapElements(&message, &field, at, static_cast<int>(Below(size)));
      default:
        return MutateElement(message, field, at);
    }
  }

  // A copy of another element, or an empty one.
  void Add(Message& message, const FieldDescriptor& field, int size) {
    const Reflection& reflection = *message.GetReflection();
    const int like = size == 0 ? 0 : static_cast<int>(Below(static_cast<std::size_t>(size)));
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_MESSAGE: {
        Message* added = reflection.AddMessage(&message, &field);
        if (size > 0) added->CopyFrom(reflection.GetRepeatedMessage(message, &field, like));
        return Mutate(*added);
      }
      case FieldDescriptor::CPPTYPE_STRING:
        return reflection.AddString(
            &message, &field,
            size > 0 ? reflection.GetRepeatedString(message, &field, like) : std::string());
      case FieldDescriptor::CPPTYPE_UINT32:
        return reflection.AddUInt32(&message, &field, static_cast<std::uint32_t>(Number(1)));
      case FieldDescriptor::CPPTYPE_ENUM:
        return reflection.AddEnumValue(&message, &field, EnumValue(field));
      default:
        return;
    }
  }

  void MutateElement(Message& message, const FieldDescriptor& field, int at) {
    const Reflection& reflection = *message.GetReflection();
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_MESSAGE:
        return Mutate(*reflection.MutableRepeatedMessage(&message, &field, at));
      case FieldDescriptor::CPPTYPE_STRING:
        return reflection.SetRepeatedString(
            &message, &field, at,
            Mutated(reflection.GetRepeatedString(message, &field, at), field));
      case FieldDescriptor::CPPTYPE_UINT32:
        return reflection.SetRepeatedUInt32(
            &message, &field, at,
            static_cast<std::uint32_t>(Number(reflection.GetRepeatedUInt32(message, &field, at))));
      case FieldDescriptor::CPPTYPE_ENUM:
        return reflection.SetRepeatedEnumValue(&message, &field, at, EnumValue(field));
      default:
        return;
    }
  }

  std::string Mutated(std::string text, const FieldDescriptor& field) {
    if (const Message* type = MessageWithin(field); type != nullptr && !OneIn(8)) {
      const std::unique_ptr<Message> within(type->New());
      if (within->ParsePartialFromString(text)) {
        Mutate(*within);
        return contract::SerializeCanonical(*within);
      }
    }
    const std::size_t size = text.size();
    text.resize(size + kGrowth);
    text.resize(LLVMFuzzerMutate(reinterpret_cast<std::uint8_t*>(text.data()), size, text.size()));
    return text;
  }

  std::uint64_t Number(std::uint64_t now) {
    const std::uint64_t candidates[] = {0,
                                        1,
                                        now + 1,
                                        now - 1,
                                        now * 2,
                                        Below(64),
                                        Below(70000),
                                        std::numeric_limits<std::uint32_t>::max(),
                                        std::numeric_limits<std::int64_t>::max(),
                                        std::numeric_limits<std::uint64_t>::max()};
    return candidates[Below(std::size(candidates))];
  }

  // Also one that is not known.
  int EnumValue(const FieldDescriptor& field) {
    return static_cast<int>(Below(static_cast<std::size_t>(field.enum_type()->value_count()) + 1));
  }

  std::minstd_rand random_;
};

}  // namespace
}  // namespace vangnet::fuzz

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t max_size, unsigned int seed) {
  if (size < 2 || seed % 4 == 0) return LLVMFuzzerMutate(data, size, max_size);
  const google::protobuf::Message& sample = vangnet::fuzz::MessageOfInput();
  const std::unique_ptr<google::protobuf::Message> message(sample.New());
  if (seed % 4 == 1 && sample.ByteSizeLong() > 0) {
    message->CopyFrom(sample);
  } else {
    (void)message->ParsePartialFromArray(data + 1, static_cast<int>(size - 1));
  }
  vangnet::fuzz::Mutator mutator(seed);
  for (unsigned i = 0; i <= seed % 3; ++i) mutator.Mutate(*message);
  const std::string bytes = vangnet::contract::SerializeCanonical(*message);
  if (bytes.size() + 1 > max_size) return LLVMFuzzerMutate(data, size, max_size);
  if (seed % 16 == 1) data[0] = static_cast<std::uint8_t>(seed >> 8);
  std::memcpy(data + 1, bytes.data(), bytes.size());
  return bytes.size() + 1;
}
