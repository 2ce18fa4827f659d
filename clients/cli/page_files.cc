#include "clients/cli/page_files.h"

#include <unistd.h>

#include <filesystem>
#include <set>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "clients/sealing/sha256.h"
#include "clients/sealing/web_manifest.h"
#include "clients/session/client_reason.h"
#include "clients/session/file.h"
#include "clients/session/gzip.h"
#include "clients/session/words.h"
#include "proto/contract/status_macros.h"

namespace vangnet::cli {
namespace {

namespace fs = std::filesystem;
using session::Words;

constexpr Words kNoTemplate{
    "Map $0 is geen gebouwde pagina: er is geen index.html. Bouw haar met `clients/web/run vite "
    "build`.",
    "Folder $0 is no built page: there is no index.html. Build it with `clients/web/run vite "
    "build`."};
constexpr Words kOddEntry{
    "In de gebouwde pagina is $0 geen gewoon bestand, of heet het zoals geen bestand van een pagina "
    "mag heten. Verwijzingen naar elders worden niet gevolgd.",
    "In the built page $0 is no plain file, or has a name that no file of a page may have. Links "
    "to elsewhere are not followed."};
constexpr Words kTooMuch{"De gebouwde pagina heeft te veel bestanden.",
                         "The built page has too many files."};
constexpr Words kNotEmpty{"Map $0 bestaat al en is niet leeg. Kies een nieuwe.",
                          "Folder $0 exists already and is not empty. Choose a new one."};
constexpr Words kCannotWrite{"Map $0 kan niet worden geschreven. Kijk naar rechten en ruimte.",
                             "Folder $0 cannot be written. Check permissions and space."};

constexpr fs::perms kFolderMode = fs::perms::owner_all | fs::perms::group_read |
                                  fs::perms::group_exec | fs::perms::others_read |
                                  fs::perms::others_exec;
constexpr fs::perms kFileMode =
    fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read | fs::perms::others_read;

absl::Status BadFiles(const Words& words, const std::string& path) {
  return session::Failure(absl::StatusCode::kInvalidArgument, session::client_reason::kBadFile,
                          words, {path});
}

bool IsEmptyOrMissing(const std::string& folder) {
  std::error_code error;
  const fs::file_status status = fs::symlink_status(folder, error);
  if (status.type() == fs::file_type::not_found) return true;
  return status.type() == fs::file_type::directory && fs::is_empty(folder, error) && !error;
}

absl::Status WriteOne(const fs::path& folder, const std::string& path, const std::string& bytes) {
  const fs::path file = folder / path;
  std::error_code error;
  for (fs::path parent = fs::path(path).parent_path(); !parent.empty();
       parent = parent.parent_path()) {
    fs::create_directories(folder / parent, error);
    if (!error) fs::permissions(folder / parent, kFolderMode, error);
    if (error) return BadFiles(kCannotWrite, folder.string());
  }
  VN_RETURN_IF_ERROR(session::WriteNewFile(file.string(), bytes));
  fs::permissions(file, kFileMode, error);
  return error ? BadFiles(kCannotWrite, folder.string()) : absl::OkStatus();
}

absl::Status WriteAll(const fs::path& folder, const PageFiles& files, const std::string& manifest) {
  std::error_code error;
  fs::permissions(folder, kFolderMode, error);
  if (error) return BadFiles(kCannotWrite, folder.string());
  for (const auto& [path, bytes] : files) {
    VN_RETURN_IF_ERROR(WriteOne(folder, path, bytes));
    if (!IsPacked(path)) continue;
    VN_RETURN_IF_ERROR(WriteOne(folder, absl::StrCat(path, ".gz"), session::Gzip(bytes)));
  }
  return WriteOne(folder, std::string(sealing::kWebManifestName), manifest);
}

}  // namespace

bool IsPacked(const std::string& path) {
  static const auto* endings = new std::set<std::string>{
      ".css", ".html", ".js", ".json", ".mjs", ".svg", ".txt", ".wasm", ".webmanifest"};
  return endings->contains(fs::path(path).extension().string());
}

absl::StatusOr<PageFiles> ReadPageFiles(const std::string& folder) {
  const fs::path root(folder);
  std::error_code error;
  if (fs::symlink_status(root / sealing::kWebIndexName, error).type() != fs::file_type::regular) {
    return BadFiles(kNoTemplate, folder);
  }
  PageFiles files;
  fs::recursive_directory_iterator at(root, error);
  for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
    const fs::file_type type = at->symlink_status(error).type();
    const std::string path = at->path().lexically_relative(root).generic_string();
    if (type == fs::file_type::directory) continue;
    if (type != fs::file_type::regular || !sealing::IsWebPath(path))
      return BadFiles(kOddEntry, path);
    if (files.size() == sealing::kWebFilesLimit) return BadFiles(kTooMuch, folder);
    VN_ASSIGN_OR_RETURN(files[path],
                        session::ReadFile(at->path().string(), sealing::kWebFileLimit));
  }
  if (error) return BadFiles(kNoTemplate, folder);
  return files;
}

absl::StatusOr<std::string> WritePageFolder(const std::string& folder, const PageFiles& files) {
  if (!IsEmptyOrMissing(folder)) {
    return session::Failure(absl::StatusCode::kAlreadyExists, session::client_reason::kFileExists,
                            kNotEmpty, {folder});
  }
  sealing::WebFiles hashes;
  for (const auto& [path, bytes] : files) hashes[path] = sealing::Sha256(bytes);
  const std::string manifest = sealing::WebManifestText(hashes);
  std::string name = folder;
  while (name.size() > 1 && name.back() == '/') name.pop_back();
  const std::string unfinished = absl::StrCat(name, ".", getpid(), ".new");
  std::error_code error;
  if (!fs::create_directory(unfinished, error)) return BadFiles(kCannotWrite, folder);
  absl::Status written = WriteAll(unfinished, files, manifest);
  if (written.ok()) {
    fs::rename(unfinished, name, error);
    if (error) written = BadFiles(kCannotWrite, folder);
  }
  if (!written.ok()) {
    fs::remove_all(unfinished, error);
    return written;
  }
  return manifest;
}

}  // namespace vangnet::cli
