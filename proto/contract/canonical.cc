#include "proto/contract/canonical.h"

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "google/protobuf/unknown_field_set.h"
#include "proto/contract/error.h"
#include "proto/contract/utf8.h"

namespace vangnet::contract {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

absl::Status NotCanonical(std::string_view wanted) {
  return ErrorWithReason(absl::StatusCode::kInvalidArgument, reason::kNotCanonical, wanted);
}

bool IsGoodString(const std::string& text) {
  return text.compare(0, kByteOrderMark.size(), kByteOrderMark) != 0 && IsUtf8(text);
}

// Zero is good only where it means "absent": in a field without presence.
bool IsGoodEnum(const FieldDescriptor& field, int value) {
  if (value == 0 && (field.is_repeated() || field.has_presence())) return false;
  return field.enum_type()->FindValueByNumber(value) != nullptr;
}

absl::Status CheckRepeated(const Message& message, const Reflection& reflection,
                           const FieldDescriptor& field) {
  const int size = reflection.FieldSize(message, &field);
  for (int i = 0; i < size; ++i) {
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_MESSAGE:
        VN_RETURN_IF_ERROR(CheckStrict(reflection.GetRepeatedMessage(message, &field, i)));
        break;
      case FieldDescriptor::CPPTYPE_ENUM:
        if (!IsGoodEnum(field, reflection.GetRepeatedEnumValue(message, &field, i))) {
          return NotCanonical(field.name() + ": a known value");
        }
        break;
      case FieldDescriptor::CPPTYPE_STRING:
        if (field.type() == FieldDescriptor::TYPE_STRING &&
            !IsGoodString(reflection.GetRepeatedString(message, &field, i))) {
          return NotCanonical(field.name() + ": UTF-8 without a byte order mark");
        }
        break;
      default:
        break;
    }
  }
  return absl::OkStatus();
}

absl::Status CheckSingular(const Message& message, const Reflection& reflection,
                           const FieldDescriptor& field) {
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return CheckStrict(reflection.GetMessage(message, &field));
    case FieldDescriptor::CPPTYPE_ENUM:
      if (!IsGoodEnum(field, reflection.GetEnumValue(message, &field))) {
        return NotCanonical(field.name() + ": a known value");
      }
      return absl::OkStatus();
    case FieldDescriptor::CPPTYPE_STRING:
      if (field.type() == FieldDescriptor::TYPE_STRING &&
          !IsGoodString(reflection.GetString(message, &field))) {
        return NotCanonical(field.name() + ": UTF-8 without a byte order mark");
      }
      return absl::OkStatus();
    default:
      return absl::OkStatus();
  }
}

absl::Status ParseStrictly(std::string_view bytes, Message& message) {
  if (!message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return NotCanonical("bytes that parse");
  }
  VN_RETURN_IF_ERROR(CheckStrict(message));
  if (SerializeCanonical(message) != bytes) {
    return NotCanonical("the bytes of its own serialisation");
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckStrict(const Message& message) {
  const Reflection& reflection = *message.GetReflection();
  if (!reflection.GetUnknownFields(message).empty()) {
    return NotCanonical(message.GetDescriptor()->name() + ": no unknown field");
  }
  std::vector<const FieldDescriptor*> fields;  // Only those that hold something.
  reflection.ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    VN_RETURN_IF_ERROR(field->is_repeated() ? CheckRepeated(message, reflection, *field)
                                            : CheckSingular(message, reflection, *field));
  }
  return absl::OkStatus();
}

absl::Status ParseCanonical(std::string_view bytes, std::size_t limit, Message& message) {
  message.Clear();
  if (bytes.size() > limit || bytes.size() > std::numeric_limits<std::int32_t>::max()) {
    return ErrorWithReason(absl::StatusCode::kInvalidArgument, reason::kTooLarge,
                           message.GetDescriptor()->name() + ": fewer bytes");
  }
  absl::Status status = ParseStrictly(bytes, message);
  if (!status.ok()) message.Clear();
  return status;
}

std::string SerializeCanonical(const Message& message) {
  std::string bytes;
  {
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream coded(&stream);
    coded.SetSerializationDeterministic(true);
    message.SerializePartialToCodedStream(&coded);
  }  // Flushes into `bytes`.
  return bytes;
}

std::string CleanText(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  while (!text.empty()) {
    const DecodedCharacter character = DecodeFirst(text);
    clean += character.valid ? text.substr(0, character.length) : kReplacementCharacter;
    text.remove_prefix(character.length);
  }
  while (clean.compare(0, kByteOrderMark.size(), kByteOrderMark) == 0) {
    clean.erase(0, kByteOrderMark.size());
  }
  return clean;
}

}  // namespace vangnet::contract
