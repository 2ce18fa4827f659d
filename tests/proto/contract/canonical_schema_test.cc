// The schema must not offer what has no canonical form (SPEC.md section 1).
#include <set>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/descriptor.pb.h"
#include "gtest/gtest.h"
#include "vangnet/audit/v1/leaf.pb.h"
#include "vangnet/bundle/v1/bundle.pb.h"
#include "vangnet/content/v1/content.pb.h"
#include "vangnet/identity/v1/identity.pb.h"
#include "vangnet/record/v1/record.pb.h"

namespace vangnet::contract {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

// What stands in the way, in words; empty when nothing does.
std::string Obstacle(const Descriptor& message, std::set<const Descriptor*>& seen) {
  if (!seen.insert(&message).second) return message.full_name() + " holds itself";
  if (message.extension_range_count() > 0) return message.full_name() + " takes extensions";
  for (int i = 0; i < message.field_count(); ++i) {
    const FieldDescriptor& field = *message.field(i);
    if (field.is_map()) return field.full_name() + " is a map";
    switch (field.type()) {
      case FieldDescriptor::TYPE_UINT32:
      case FieldDescriptor::TYPE_UINT64:
      case FieldDescriptor::TYPE_BOOL:
      case FieldDescriptor::TYPE_ENUM:
      case FieldDescriptor::TYPE_STRING:
      case FieldDescriptor::TYPE_BYTES:
        break;
      case FieldDescriptor::TYPE_MESSAGE: {
        const std::string nested = Obstacle(*field.message_type(), seen);
        if (!nested.empty()) return nested;
        break;
      }
      default:
        return field.full_name() + " has a type without one form";
    }
    // Both libraries write in the order of numbers; kept in the files for the reader.
    if (i > 0 && field.number() < message.field(i - 1)->number()) {
      return field.full_name() + " is declared out of order";
    }
  }
  seen.erase(&message);
  return "";
}

template <typename M>
std::string Obstacle() {
  std::set<const Descriptor*> seen;
  return Obstacle(*M::descriptor(), seen);
}

TEST(CanonicalSchemaTest, EverySignedMessageHasExactlyOneForm) {
  EXPECT_EQ(Obstacle<record::v1::RecordHeader>(), "");
  EXPECT_EQ(Obstacle<record::v1::Record>(), "");
  EXPECT_EQ(Obstacle<record::v1::GrantHeader>(), "");
  EXPECT_EQ(Obstacle<record::v1::Grant>(), "");
  EXPECT_EQ(Obstacle<record::v1::Filing>(), "");
  EXPECT_EQ(Obstacle<record::v1::FilingProofStatement>(), "");
  EXPECT_EQ(Obstacle<record::v1::FilingProof>(), "");
  EXPECT_EQ(Obstacle<bundle::v1::SignedBundle>(), "");
  EXPECT_EQ(Obstacle<bundle::v1::Bundle>(), "");
  EXPECT_EQ(Obstacle<bundle::v1::Availability>(), "");
  EXPECT_EQ(Obstacle<content::v1::EntryBody>(), "");
  EXPECT_EQ(Obstacle<identity::v1::KeyFile>(), "");
  EXPECT_EQ(Obstacle<identity::v1::KeyFileHeader>(), "");
  EXPECT_EQ(Obstacle<identity::v1::EnrolmentStatement>(), "");
  EXPECT_EQ(Obstacle<identity::v1::EnrolmentRequest>(), "");
  EXPECT_EQ(Obstacle<audit::v1::Leaf>(), "");
}

TEST(CanonicalSchemaTest, TheLookFindsAMessageThatHasNoSuchForm) {
  // protobuf's own schema of schemas holds itself, extensions and signed numbers.
  std::set<const Descriptor*> seen;
  EXPECT_NE(Obstacle(*google::protobuf::DescriptorProto::descriptor(), seen), "");
}

}  // namespace
}  // namespace vangnet::contract
