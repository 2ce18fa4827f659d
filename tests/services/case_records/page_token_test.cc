#include "services/case_records/page_token.h"

#include <gtest/gtest.h>

#include <string>

#include "services/case_records/record_pages.h"
#include "storage/compartment_key.h"

namespace vangnet::case_records {
namespace {

contract::CaseId SomeCase() {
  contract::CaseId id;
  for (std::size_t i = 0; i < id.size(); ++i) id.mutable_data()[i] = static_cast<std::uint8_t>(i);
  return id;
}

TEST(PageTokenTest, CaseComesBack) {
  const auto after = CaseOfToken(TokenAfter(SomeCase()));
  ASSERT_TRUE(after.ok()) << after.status();
  EXPECT_EQ(*after, SomeCase());
}

TEST(PageTokenTest, PositionComesBack) {
  for (const std::uint32_t position : {1u, 255u, 256u, 0xffffffffu}) {
    const auto after = PositionOfToken(TokenAfter(position));
    ASSERT_TRUE(after.ok()) << after.status();
    EXPECT_EQ(*after, position);
  }
}

TEST(PageTokenTest, EmptyTokenIsTheFirstPage) {
  EXPECT_EQ(*CaseOfToken(""), std::nullopt);
  EXPECT_EQ(*PositionOfToken(""), 0u);
}

TEST(PageTokenTest, OtherFormsAreRefused) {
  std::string upper = TokenAfter(SomeCase());
  for (char& c : upper) c = c == 'a' ? 'A' : c;
  for (const std::string& token :
       {upper, TokenAfter(SomeCase()) + "0", TokenAfter(SomeCase()).substr(1), std::string("c"),
        TokenAfter(7u), std::string("x"), " " + TokenAfter(SomeCase())}) {
    EXPECT_TRUE(absl::IsInvalidArgument(CaseOfToken(token).status())) << token;
  }
  for (const std::string& token :
       {std::string("p0000000"), std::string("p00000000"), std::string("p0000000g"),
        TokenAfter(SomeCase()), std::string("p000000011")}) {
    EXPECT_TRUE(absl::IsInvalidArgument(PositionOfToken(token).status())) << token;
  }
}

TEST(PageTokenTest, PageSizeHasADefaultAndALimit) {
  EXPECT_EQ(*PageSize(0), 100u);
  EXPECT_EQ(*PageSize(1), 1u);
  EXPECT_EQ(*PageSize(200), 200u);
  EXPECT_TRUE(absl::IsInvalidArgument(PageSize(201).status()));
}

storage::GrantRow GrantOf(const std::string& compartment, std::size_t size) {
  storage::GrantRow row;
  row.compartment = compartment;
  row.bytes = std::string(size, 'g');
  return row;
}

bool AnyKind(record::v1::CompartmentKind) { return true; }

TEST(PageTokenTest, GrantPagesGoOnWhereTheLastOneEnded) {
  const std::size_t third = 200 * 1024;
  const std::vector<storage::GrantRow> rows(5, GrantOf(storage::CheckCompartment(), third));
  const GrantPage first = PageOfGrants(rows, 0, &AnyKind);
  EXPECT_EQ(first.grants.size(), 2u);
  const GrantPage second = PageOfGrants(rows, *PositionOfToken(first.next_page_token), &AnyKind);
  EXPECT_EQ(second.grants.size(), 2u);
  const GrantPage last = PageOfGrants(rows, *PositionOfToken(second.next_page_token), &AnyKind);
  EXPECT_EQ(last.grants.size(), 1u);
  EXPECT_TRUE(last.next_page_token.empty());
}

TEST(PageTokenTest, GrantsOfClosedCompartmentsAreLeftOut) {
  const std::vector<storage::GrantRow> rows = {GrantOf(storage::CheckCompartment(), 10),
                                               GrantOf(storage::ConversationCompartment(), 20)};
  const GrantPage page = PageOfGrants(rows, 0, [](record::v1::CompartmentKind kind) {
    return kind == record::v1::COMPARTMENT_KIND_CHECK;
  });
  ASSERT_EQ(page.grants.size(), 1u);
  EXPECT_EQ(page.grants.front().size(), 10u);
}

}  // namespace
}  // namespace vangnet::case_records
