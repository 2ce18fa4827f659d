// The headers under which a page of ours is served (deploy/nginx/surface.conf.in, and a test
// compares the two). A browser keeps a page to them, so they are part of what is verified.
#ifndef VANGNET_CLIENTS_CLI_PAGE_HEADERS_H_
#define VANGNET_CLIENTS_CLI_PAGE_HEADERS_H_

#include <map>
#include <string>

namespace vangnet::cli {

// Names in small letters, each with the value that it must have with every file.
const std::map<std::string, std::string>& RequiredHeaders();
// And with the page itself, beside these.
const std::map<std::string, std::string>& RequiredHeadersOfIndex();

// Headers that say nothing to a page: any value will do. What is in none of the three lists does
// not belong there: a header can send a browser elsewhere, or tell it to report.
bool IsPlainHeader(const std::string& name);

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_PAGE_HEADERS_H_
