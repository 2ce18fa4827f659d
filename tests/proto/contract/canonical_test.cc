#include "proto/contract/canonical.h"

#include "gtest/gtest.h"
#include "tests/proto/contract/refusal.h"
#include "vangnet/bundle/v1/bundle.pb.h"
#include "vangnet/record/v1/record.pb.h"

namespace vangnet::contract {
namespace {

using bundle::v1::Staff;
using record::v1::RecordHeader;
using namespace std::literals;

constexpr char kNotCanonical[] = "INVALID_ARGUMENT/NOT_CANONICAL";
constexpr std::size_t kLimit = 1000;

template <typename M>
absl::Status Parse(std::string_view bytes) {
  M message;
  return ParseCanonical(bytes, kLimit, message);
}

Staff SomeStaff() {
  Staff staff;
  staff.set_principal("0123456789abcdef");
  staff.set_name("Anna");
  staff.add_roles(policy::v1::ROLE_TRUSTED_PERSON);
  staff.mutable_keys()->set_generation(300);
  staff.add_languages(record::v1::LANGUAGE_DUTCH);
  staff.add_languages(record::v1::LANGUAGE_ENGLISH);
  return staff;
}

TEST(CanonicalTest, ReadsItsOwnSerialisationBack) {
  const std::string bytes = SerializeCanonical(SomeStaff());
  const absl::StatusOr<Staff> read = ParseCanonicalAs<Staff>(bytes, kLimit);
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read->name(), "Anna");
  EXPECT_EQ(SerializeCanonical(*read), bytes);
}

TEST(CanonicalTest, ReadsTheEmptyMessageFromNoBytes) { EXPECT_THAT(Parse<Staff>(""), IsOk()); }

TEST(CanonicalTest, RefusesMoreBytesThanTheLimit) {
  const std::string bytes = SerializeCanonical(SomeStaff());
  Staff staff;
  EXPECT_THAT(ParseCanonical(bytes, bytes.size(), staff), IsOk());
  EXPECT_THAT(ParseCanonical(bytes, bytes.size() - 1, staff),
              Refused("INVALID_ARGUMENT/TOO_LARGE"));
}

TEST(CanonicalTest, ClearsTheMessageWhenItRefuses) {
  Staff staff = SomeStaff();
  EXPECT_THAT(ParseCanonical("\x08\x01", kLimit, staff), Refused(kNotCanonical));
  EXPECT_EQ(staff.ByteSizeLong(), 0u);
}

TEST(CanonicalTest, RefusesEveryTruncation) {
  // Where a cut falls between two fields the rest is canonical: a shorter message.
  const std::string bytes = SerializeCanonical(SomeStaff());
  int refused = 0;
  for (std::size_t length = 1; length < bytes.size(); ++length) {
    Staff staff;
    const absl::Status status = ParseCanonical(bytes.substr(0, length), kLimit, staff);
    if (status.ok()) {
      EXPECT_EQ(SerializeCanonical(staff), bytes.substr(0, length));
    } else {
      EXPECT_THAT(status, Refused(kNotCanonical));
      ++refused;
    }
  }
  EXPECT_GT(refused, 20);
}

TEST(CanonicalTest, RefusesAnUnknownField) {
  EXPECT_THAT(Parse<Staff>("\x0a\x01x\x78\x01"sv), Refused(kNotCanonical));  // Field 15.
}

TEST(CanonicalTest, RefusesAnUnknownFieldInANestedMessage) {
  EXPECT_THAT(Parse<Staff>("\x22\x02\x08\x01"sv), IsOk());  // keys.generation
  EXPECT_THAT(Parse<Staff>("\x22\x04\x08\x01\x78\x01"sv), Refused(kNotCanonical));
}

TEST(CanonicalTest, RefusesAnUnknownFieldInARepeatedMessageTwoLevelsDown) {
  // RecordHeader.filing.persons[0], first without and then with a field 15.
  EXPECT_THAT(Parse<RecordHeader>("\xa2\x01\x04\x32\x02\x10\x01"sv), IsOk());
  EXPECT_THAT(Parse<RecordHeader>("\xa2\x01\x06\x32\x04\x10\x01\x78\x01"sv),
              Refused(kNotCanonical));
}

TEST(CanonicalTest, RefusesAFieldThatStandsTwice) {
  EXPECT_THAT(Parse<RecordHeader>("\x08\x01\x08\x01"sv), Refused(kNotCanonical));
}

TEST(CanonicalTest, RefusesAMessageInTwoParts) {
  EXPECT_THAT(Parse<Staff>("\x22\x02\x08\x01\x22\x02\x08\x01"sv), Refused(kNotCanonical));
}

TEST(CanonicalTest, RefusesTwoMembersOfOneOneof) {
  const std::string acknowledge = "\xaa\x01\x00"s;
  const std::string decline = "\xb2\x01\x00"s;
  EXPECT_THAT(Parse<RecordHeader>(acknowledge), IsOk());
  EXPECT_THAT(Parse<RecordHeader>(acknowledge + decline), Refused(kNotCanonical));
}

TEST(CanonicalTest, RefusesFieldsOutOfOrder) {
  EXPECT_THAT(Parse<RecordHeader>("\x08\x01\x30\x01"sv), IsOk());
  EXPECT_THAT(Parse<RecordHeader>("\x30\x01\x08\x01"sv), Refused(kNotCanonical));
}

TEST(CanonicalTest, RefusesADefaultThatIsWrittenOut) {
  EXPECT_THAT(Parse<RecordHeader>("\x08\x00"sv), Refused(kNotCanonical));
  EXPECT_THAT(Parse<Staff>("\x12\x00"sv), Refused(kNotCanonical));
}

TEST(CanonicalTest, RefusesVarintsWithMoreBytesThanTheyNeed) {
  EXPECT_THAT(Parse<RecordHeader>("\x08\x81\x00"sv), Refused(kNotCanonical));  // The value,
  EXPECT_THAT(Parse<RecordHeader>("\x88\x00\x01"sv), Refused(kNotCanonical));  // the tag,
  EXPECT_THAT(Parse<Staff>("\x12\x81\x00x"sv), Refused(kNotCanonical));        // the length.
}

TEST(CanonicalTest, RefusesNumbersThatDoNotFitTheirField) {
  EXPECT_THAT(Parse<RecordHeader>("\x08\xff\xff\xff\xff\x0f"sv), IsOk());
  EXPECT_THAT(Parse<RecordHeader>("\x08\x81\x80\x80\x80\x10"sv), Refused(kNotCanonical));
}

TEST(CanonicalTest, RefusesRepeatedNumbersThatAreNotPacked) {
  EXPECT_THAT(Parse<Staff>("\x32\x02\x01\x02"sv), IsOk());
  EXPECT_THAT(Parse<Staff>("\x30\x01\x30\x02"sv), Refused(kNotCanonical));
}

TEST(CanonicalTest, RefusesAnUnknownEnumValue) {
  EXPECT_THAT(Parse<RecordHeader>("\x30\x09"sv), IsOk());  // CLOSE is the last that is built.
  EXPECT_THAT(Parse<RecordHeader>("\x30\x0a"sv), Refused(kNotCanonical));
  EXPECT_THAT(Parse<RecordHeader>("\x30\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"sv),
              Refused(kNotCanonical));  // Minus one.
}

TEST(CanonicalTest, RefusesUnspecifiedAndUnknownInAListOfEnums) {
  EXPECT_THAT(Parse<Staff>("\x2a\x01\x06"sv), IsOk());
  EXPECT_THAT(Parse<Staff>("\x2a\x01\x00"sv), Refused(kNotCanonical));
  EXPECT_THAT(Parse<Staff>("\x2a\x02\x01\x07"sv), Refused(kNotCanonical));
}

TEST(CanonicalTest, RefusesStringsThatAreNotUtf8) {
  for (const std::string_view bad :
       {"\xff"sv, "\xc0\xaf"sv, "\xed\xa0\x80"sv, "\xf4\x90\x80\x80"sv, "\xe2\x82"sv, "\x80"sv}) {
    const std::string bytes =
        std::string("\x12") + static_cast<char>(bad.size()) + std::string(bad);
    EXPECT_THAT(Parse<Staff>(bytes), Refused(kNotCanonical)) << bad.size();
  }
  EXPECT_THAT(Parse<Staff>("\x12\x03\xe2\x82\xac"sv), IsOk());
}

TEST(CanonicalTest, RefusesAByteOrderMarkAtTheStartOfAString) {
  EXPECT_THAT(Parse<Staff>("\x12\x04\xef\xbb\xbfx"sv), Refused(kNotCanonical));
  EXPECT_THAT(Parse<Staff>("\x12\x04x\xef\xbb\xbf"sv), IsOk());                 // Not at the start.
  EXPECT_THAT(Parse<Staff>("\x42\x03\xef\xbb\xbf"sv), Refused(kNotCanonical));  // In a list.
}

TEST(CanonicalTest, LeavesBytesFieldsAlone) {
  EXPECT_THAT(Parse<Staff>("\x0a\x04\xef\xbb\xbf\xff"sv), IsOk());
}

TEST(CanonicalTest, CheckStrictFindsWhatAParserLetThrough) {
  Staff staff;
  ASSERT_TRUE(staff.ParseFromString("\x22\x04\x08\x01\x78\x01"s));
  EXPECT_THAT(CheckStrict(staff), Refused(kNotCanonical));
  EXPECT_THAT(CheckStrict(SomeStaff()), IsOk());
  staff = SomeStaff();
  staff.set_name("\xef\xbb\xbf");
  EXPECT_THAT(CheckStrict(staff), Refused(kNotCanonical));
  staff = SomeStaff();
  staff.add_competences(static_cast<bundle::v1::Competence>(77));
  EXPECT_THAT(CheckStrict(staff), Refused(kNotCanonical));
}

}  // namespace
}  // namespace vangnet::contract
