#include "clients/cli/staff_session.h"

#include <utility>

#include "clients/cli/bundle_words.h"
#include "clients/cli/progress.h"
#include "clients/sealing/sha256.h"
#include "proto/contract/status_macros.h"

namespace vangnet::cli {
namespace {

constexpr session::Words kStaffConnecting{"Verbinden met de server", "Connecting to the server"};
constexpr session::Words kChanged{
    "De lijst van de organisatie is veranderd sinds u hem het laatst zag. Kijk of u dit verwacht; "
    "zo niet, bel dan een collega voordat u verdergaat:",
    "The organisation's list has changed since you saw it last. See whether you expect this; if "
    "not, call a colleague before you go on:"};

// Compares with the bundle that this person was shown last, and remembers the new one.
std::vector<sealing::BundleChange> ShowChanges(Context& context, const session::Home& home,
                                               const sealing::Identity& identity,
                                               const bundle::v1::Bundle& newest) {
  const std::uint32_t shown = home.LoadShownVersion(identity.principal());
  std::vector<sealing::BundleChange> changes;
  if (shown != 0 && shown < newest.version()) {
    const absl::StatusOr<std::string> bytes = home.LoadBundle(shown);
    if (bytes.ok()) {
      const absl::StatusOr<contract::ParsedBundle> before =
          contract::ParseBundle(sealing::Sha256, *bytes);
      if (before.ok()) changes = sealing::DifferencesOf(before->bundle, newest);
    }
  }
  if (!changes.empty()) {
    context.terminal.Warn(context.In(kChanged));
    for (const sealing::BundleChange& change : changes) {
      context.terminal.Warn("  - " + ChangeWords(change, context.language));
    }
  }
  if (shown < newest.version()) {
    (void)home.RememberShownVersion(identity.principal(), newest.version());
  }
  return changes;
}

}  // namespace

absl::StatusOr<StaffSession> BeginStaffSession(Context& context, const IdentityFlags& flags) {
  StaffSession staff;
  VN_ASSIGN_OR_RETURN(const session::Home home, context.OpenHome());
  VN_RETURN_IF_ERROR(home.LoadPin().status());
  VN_ASSIGN_OR_RETURN(sealing::Identity identity, OpenIdentity(context, flags));
  staff.identity = std::make_unique<sealing::Identity>(std::move(identity));
  {
    const Progress progress(context, kStaffConnecting);
    VN_ASSIGN_OR_RETURN(staff.connection, context.Connect(session::Door::kStaff));
    VN_ASSIGN_OR_RETURN(
        staff.session,
        session::Session::Begin(staff.connection->server(), *staff.identity,
                                staff.connection->organisation().id(), sealing::Audience::kStaff));
  }
  staff.bundle_changes =
      ShowChanges(context, home, *staff.identity, staff.connection->organisation().bundle());
  return staff;
}

}  // namespace vangnet::cli
