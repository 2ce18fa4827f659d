// The folder in which a client remembers: the pinned organisation, bundles that were
// verified, and for staff the heads of cases and the bundle that was last shown. Nothing
// secret, nothing of any content; and nothing at all of a reporter's case, whose traces
// on a shared computer could be found.
//
//   <home>/organisation      anchor (TrustAnchor) and the newest version, as text
//   <home>/bundles/N         SignedBundle of version N, verified
//   <home>/staff/P/heads/C   verified heads of case C, for staff principal P
//   <home>/staff/P/shown     the bundle version whose changes P was shown last
#ifndef VANGNET_CLIENTS_SESSION_HOME_H_
#define VANGNET_CLIENTS_SESSION_HOME_H_

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "clients/sealing/bundle_verify.h"
#include "proto/contract/ids.h"
#include "vangnet/caseview/v1/caseview.pb.h"

namespace vangnet::session {

// What stands in <home>/organisation: the newest bundle's version and the anchor with
// which it was verified, so that it can be verified again at every start.
struct Pin {
  sealing::TrustAnchor anchor;
  std::uint32_t newest_version = 0;
};

class Home {
 public:
  // Makes the folder (0700) when it is missing.
  static absl::StatusOr<Home> Open(const std::string& folder);
  // --home, $VANGNET_HOME, $XDG_CONFIG_HOME/vangnet or ~/.config/vangnet. Empty when
  // none of these says anything.
  static std::string DefaultFolder();

  // FAILED_PRECONDITION/NOT_JOINED when nothing is pinned.
  absl::StatusOr<Pin> LoadPin() const;
  // The bundle first, then the pin: never a pin without its bundle.
  absl::Status Remember(const Pin& pin, std::string_view signed_bundle) const;
  // Also for bundles that were verified by hash.
  absl::Status RememberBundle(std::uint32_t version, std::string_view signed_bundle) const;
  // NOT_FOUND when it is not held.
  absl::StatusOr<std::string> LoadBundle(std::uint32_t version) const;

  // Empty when nothing is remembered. A file that does not parse is DATA_LOSS: forgetting
  // heads silently would let a server turn back a case.
  absl::StatusOr<std::vector<caseview::v1::CompartmentHead>> LoadHeads(
      const contract::PrincipalId& reader, const contract::CaseId& case_id) const;
  absl::Status RememberHeads(const contract::PrincipalId& reader, const contract::CaseId& case_id,
                             const std::vector<caseview::v1::CompartmentHead>& heads) const;

  // The cases of which `reader` remembers heads.
  std::set<contract::CaseId> RememberedCases(const contract::PrincipalId& reader) const;

  // 0 when nothing was shown yet.
  std::uint32_t LoadShownVersion(const contract::PrincipalId& reader) const;
  absl::Status RememberShownVersion(const contract::PrincipalId& reader,
                                    std::uint32_t version) const;

  const std::string& folder() const { return folder_; }

 private:
  explicit Home(std::string folder) : folder_(std::move(folder)) {}
  std::string StaffFolder(const contract::PrincipalId& reader) const;
  std::string folder_;
};

// Lower-case hexadecimal, and back (INVALID_ARGUMENT).
std::string ToHex(std::string_view bytes);
absl::StatusOr<std::string> FromHex(std::string_view text);

}  // namespace vangnet::session

#endif  // VANGNET_CLIENTS_SESSION_HOME_H_
