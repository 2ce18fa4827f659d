// The built page is a template: the same for every organisation, with places in its index.html
// where one organisation comes in.
#ifndef VANGNET_CLIENTS_CLI_PAGE_TEMPLATE_H_
#define VANGNET_CLIENTS_CLI_PAGE_TEMPLATE_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/sealing/bundle_verify.h"
#include "vangnet/bundle/v1/bundle.pb.h"

namespace vangnet::cli {

// By place, such as "@VANGNET_NAME@": HTML to be put there, safe as text and inside of an
// attribute between double quotes.
using PageContent = std::map<std::string, std::string>;

// What `bundle` puts into its page: the pin `anchor`, its name, numbers and whether it is a
// demonstration. INVALID_ARGUMENT/BAD_FILE: without a name, or a territory without an emergency
// number; nobody may be shown a page like that.
absl::StatusOr<PageContent> PageContentOf(const bundle::v1::Bundle& bundle,
                                          const sealing::TrustAnchor& anchor);

// `html` with each place filled. INVALID_ARGUMENT/BAD_FILE: a place that `content` does not
// know, or one of `content` that is not there. What is put in is not looked at again.
absl::StatusOr<std::string> FillPage(std::string_view html, const PageContent& content);

// What a browser loads when it is shown `html`, as it stands in src, href and srcset: each once,
// sorted. Neither where a link leads (a person follows it) nor "#...", "tel:", "mailto:" and
// "data:". No parser of HTML: it also finds what stands in comments and scripts.
std::vector<std::string> ReferencesOf(std::string_view html);

// The path below the page's address ("assets/a.js") that a reference of the page means; nothing
// when it leads elsewhere.
std::string LocalPath(std::string_view reference);

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_PAGE_TEMPLATE_H_
