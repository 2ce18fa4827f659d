// The folder of a page: reading one that was built, writing one that is served.
#ifndef VANGNET_CLIENTS_CLI_PAGE_FILES_H_
#define VANGNET_CLIENTS_CLI_PAGE_FILES_H_

#include <map>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace vangnet::cli {

// By path below the folder, as a manifest names it.
using PageFiles = std::map<std::string, std::string>;

// Everything in a built folder. INVALID_ARGUMENT/BAD_FILE: no folder or no index.html; a
// symbolic link or whatever else is no plain file, wherever it leads; a name that a manifest
// cannot have; too many files or one too large.
absl::StatusOr<PageFiles> ReadPageFiles(const std::string& folder);

// Makes `folder` with these files, each with a packed copy (NAME.gz) where that is worth it, and
// the manifest; readable for everybody. All of it or nothing: the folder has its name when it is
// whole. ALREADY_EXISTS/FILE_EXISTS: it is there and not empty. INVALID_ARGUMENT/BAD_FILE: it
// cannot be written. Returns the manifest's text.
absl::StatusOr<std::string> WritePageFolder(const std::string& folder, const PageFiles& files);

// Whether a file of this name has a packed copy beside it.
bool IsPacked(const std::string& path);

}  // namespace vangnet::cli

#endif  // VANGNET_CLIENTS_CLI_PAGE_FILES_H_
