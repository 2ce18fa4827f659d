#include "clients/session/page_fetch.h"

#include <curl/curl.h>

#include <memory>
#include <string_view>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "clients/session/client_reason.h"
#include "clients/session/words.h"

namespace vangnet::session {
namespace {

constexpr long kConnectSeconds = 10;
constexpr long kSeconds = 60;
constexpr std::size_t kHeaderLimit = 32 * 1024;
constexpr std::size_t kHostLimit = 255;
constexpr std::string_view kScheme = "https://";

constexpr Words kBadAddress{
    "Een adres van een pagina is https://NAAM of https://NAAM:POORT, en verder niets.",
    "The address of a page is https://NAME or https://NAME:PORT, and nothing more."};
constexpr Words kUnreachable{"Op $0 antwoordt niemand, of niet op tijd. Er is niets nagekeken.",
                             "Nobody answers at $0, or not in time. Nothing was checked."};
constexpr Words kCertificate{
    "Het certificaat op $0 is niet dat van de organisatie, is verlopen of is van een onbekende "
    "uitgever. Er is niets nagekeken; `vangnet admin doctor` zegt er meer over.",
    "The certificate at $0 is not the organisation's, has expired or is of an unknown issuer. "
    "Nothing was checked; `vangnet admin doctor` tells more."};

struct Receiving {
  PageAnswer answer;
  std::size_t limit = 0;
  std::size_t header_bytes = 0;
};

std::size_t TakeBody(char* bytes, std::size_t, std::size_t count, void* context) {
  Receiving& receiving = *static_cast<Receiving*>(context);
  if (receiving.answer.body.size() + count > receiving.limit) {
    receiving.answer.too_large = true;
    return 0;  // Ends it.
  }
  receiving.answer.body.append(bytes, count);
  return count;
}

// What they say is asked of libcurl afterwards; only how long they are is looked at here.
std::size_t CountHeader(char*, std::size_t, std::size_t count, void* context) {
  Receiving& receiving = *static_cast<Receiving*>(context);
  receiving.header_bytes += count;
  return receiving.header_bytes > kHeaderLimit ? 0 : count;
}

// Those of the answer itself: not of an early one (103) before it, which a browser does not
// keep to, and not what follows the body.
std::map<std::string, std::string> HeadersOf(CURL* curl) {
  std::map<std::string, std::string> headers;
  constexpr int kLastRequest = -1;
  curl_header* header = nullptr;
  while ((header = curl_easy_nextheader(curl, CURLH_HEADER, kLastRequest, header)) != nullptr) {
    std::string& kept = headers[absl::AsciiStrToLower(header->name)];
    absl::StrAppend(&kept, kept.empty() ? "" : ", ", header->value);
  }
  return headers;
}

struct CleanUp {
  void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using CurlPtr = std::unique_ptr<CURL, CleanUp>;
using ListPtr = std::unique_ptr<curl_slist, CleanUp>;

bool IsOfTheCertificate(CURLcode code) {
  return code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_ISSUER_ERROR;
}

class Fetcher {
 public:
  Fetcher(std::string address, std::string ca_certificate)
      : address_(std::move(address)), ca_certificate_(std::move(ca_certificate)) {
    static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (ready == CURLE_OK) curl_.reset(curl_easy_init());
    if (curl_ != nullptr) good_ = SetUp();
  }

  absl::StatusOr<PageAnswer> Fetch(const std::string& path, Encoding encoding, std::size_t limit) {
    if (!good_) return absl::InternalError("libcurl");
    Receiving receiving;
    receiving.limit = limit;
    const char* accept =
        encoding == Encoding::kGzip ? "Accept-Encoding: gzip" : "Accept-Encoding: identity";
    const ListPtr headers(curl_slist_append(nullptr, accept));
    if (headers == nullptr || !Set(CURLOPT_URL, absl::StrCat(address_, path).c_str()) ||
        !Set(CURLOPT_HTTPHEADER, headers.get()) || !Set(CURLOPT_WRITEDATA, &receiving) ||
        !Set(CURLOPT_HEADERDATA, &receiving)) {
      return absl::InternalError("libcurl");
    }
    const CURLcode code = curl_easy_perform(curl_.get());
    if (code != CURLE_OK && !receiving.answer.too_large) {
      return Failure(absl::StatusCode::kUnavailable, client_reason::kUnreachable,
                     IsOfTheCertificate(code) ? kCertificate : kUnreachable, {address_});
    }
    long status = 0;
    curl_easy_getinfo(curl_.get(), CURLINFO_RESPONSE_CODE, &status);
    receiving.answer.code = static_cast<int>(status);
    receiving.answer.headers = HeadersOf(curl_.get());
    return std::move(receiving.answer);
  }

 private:
  template <typename Value>
  bool Set(CURLoption option, Value value) {
    return curl_easy_setopt(curl_.get(), option, value) == CURLE_OK;
  }

  // What is not set here is not done: no redirect is followed, no cookie kept, nothing unpacked.
  bool SetUp() {
    return Set(CURLOPT_PROTOCOLS_STR, "https") && Set(CURLOPT_FOLLOWLOCATION, 0L) &&
           Set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_3)) &&
           Set(CURLOPT_SSL_VERIFYPEER, 1L) && Set(CURLOPT_SSL_VERIFYHOST, 2L) &&
           Set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS)) &&
           Set(CURLOPT_HTTP_CONTENT_DECODING, 0L) && Set(CURLOPT_PATH_AS_IS, 1L) &&
           Set(CURLOPT_PROXY, "") && Set(CURLOPT_NOSIGNAL, 1L) && Set(CURLOPT_NETRC, 0L) &&
           Set(CURLOPT_CONNECTTIMEOUT, kConnectSeconds) && Set(CURLOPT_TIMEOUT, kSeconds) &&
           Set(CURLOPT_WRITEFUNCTION, TakeBody) && Set(CURLOPT_HEADERFUNCTION, CountHeader) &&
           SetRoots();
  }

  // The demonstration's own certificate is then the only root, not one more.
  bool SetRoots() {
    if (ca_certificate_.empty()) return true;
    curl_blob blob = {ca_certificate_.data(), ca_certificate_.size(), CURL_BLOB_COPY};
    return Set(CURLOPT_CAPATH, static_cast<char*>(nullptr)) &&
           Set(CURLOPT_CAINFO, static_cast<char*>(nullptr)) && Set(CURLOPT_CAINFO_BLOB, &blob);
  }

  std::string address_;
  std::string ca_certificate_;
  CurlPtr curl_;
  bool good_ = false;
};

// A part of an address as curl reads it, which is who asks for the page; empty: there is none.
std::string PartOf(CURLU* address, CURLUPart part) {
  char* found = nullptr;
  if (curl_url_get(address, part, &found, 0) != CURLUE_OK) return "";
  const std::unique_ptr<char, decltype(&curl_free)> owned(found, curl_free);
  return found;
}

}  // namespace

absl::StatusOr<std::string> PageAddress(const std::string& typed) {
  const absl::Status bad =
      Failure(absl::StatusCode::kInvalidArgument, client_reason::kUsage, kBadAddress);
  const std::string wanted =
      !typed.empty() && typed.back() == '/' ? typed.substr(0, typed.size() - 1) : typed;
  const std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> read(curl_url(), curl_url_cleanup);
  if (read == nullptr || curl_url_set(read.get(), CURLUPART_URL, wanted.c_str(), 0) != CURLUE_OK) {
    return bad;
  }
  const std::string host = PartOf(read.get(), CURLUPART_HOST);
  const std::string port = PartOf(read.get(), CURLUPART_PORT);
  if (host.empty() || host.size() > kHostLimit || port == "0") return bad;
  // Host and port are all of it, written as curl reads them: nothing is made better here.
  const std::string address =
      absl::StrCat(std::string(kScheme), host, port.empty() ? "" : ":", port);
  if (address != wanted) return bad;
  return address;
}

FetchPage FetchPageFrom(const std::string& address, const std::string& ca_certificate) {
  auto fetcher = std::make_shared<Fetcher>(address, ca_certificate);
  return [fetcher](const std::string& path, Encoding encoding, std::size_t limit) {
    return fetcher->Fetch(path, encoding, limit);
  };
}

}  // namespace vangnet::session
