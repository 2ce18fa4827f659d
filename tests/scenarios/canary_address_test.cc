// Whatever goes wrong in nginx, no file holds the address of who caused it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <set>
#include <sstream>

#include "tests/floods/raw_connection.h"
#include "tests/floods/raw_http2.h"
#include "tests/scenarios/canary.h"
#include "tests/scenarios/scenario.h"
#include "tests/services/webgate/web_caller.h"

namespace vangnet::testing {
namespace {

using ::testing::IsEmpty;
using ::testing::Not;

// 127.77.88.99, as RawConnection wants it.
constexpr int kClient = 77 << 16 | 88 << 8 | 99;
constexpr char kFiling[] = "/vangnet.intake.v1.IntakeService/FileReport";

class CanaryAddressTest : public Scenario {
 protected:
  CanaryAddressTest() {
    mkdir((system().folder() + "/limited").c_str(), 0700);
    front_ =
        std::make_unique<Front>(system().folder() + "/limited", system().server().public_socket(),
                                system().server().staff_socket(), Front::Limits::kAsInstalled);
  }

  // Calls until nginx has said what it has to say to them, fifty on each of `connections`.
  void Call(int connections) const {
    std::string calls = Preface();
    for (std::uint32_t stream = 1; stream < 101; stream += 2) {
      calls += Frame(FrameType::kHeaders, kEndHeaders | kEndStream, stream, GrpcRequest(kFiling));
    }
    for (const int port : {front_->public_port(), front_->staff_port()}) {
      std::vector<std::unique_ptr<RawConnection>> open;
      for (int i = 0; i < connections; ++i) {
        open.push_back(std::make_unique<RawConnection>(port, kClient));
        ASSERT_TRUE(open.back()->is_open());
        open.back()->Send(calls);
      }
      open.back()->Stay(300);
    }
  }
  // More at a time than an address may have, each with a call that does not end; no faster than
  // an address may call, or the rate would hold them before they are counted.
  void Connect() const {
    std::vector<std::unique_ptr<RawConnection>> open;
    for (int i = 0; i < 80; ++i) {
      open.push_back(std::make_unique<RawConnection>(front_->public_port(), kClient));
      open.back()->Send(Preface() +
                        Frame(FrameType::kHeaders, kEndHeaders, 1, GrpcRequest(kFiling)));
      open.back()->Stay(25);
    }
  }
  void Garbage() const {
    RawConnection plain(front_->public_port(), kClient, Opening::kTcp);
    plain.Send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    plain.Stay(300);
    for (const std::string& bytes :
         {std::string("no preface at all, and more than enough of it"),
          Preface() + Frame(FrameType::kData, kEndStream, 77, "data of no stream"),
          Preface() + Frame(FrameType::kHeaders, kEndHeaders, 1, std::string(300, '\xff')),
          Preface() + Frame(FrameType::kHeaders, kEndHeaders | kEndStream, 1,
                            GrpcRequest("/no.such.Service/Method"))}) {
      RawConnection connection(front_->public_port(), kClient);
      connection.Send(bytes);
      connection.Stay(300);
    }
  }
  void Oversize() const {
    RawConnection connection(front_->public_port(), kClient);
    connection.Send(Preface() + Frame(FrameType::kHeaders, kEndHeaders, 1, GrpcRequest(kFiling)));
    for (int i = 0; i < 200; ++i) {
      if (!connection.Send(Frame(FrameType::kData, 0, 1, std::string(16384, 'x')))) break;
    }
    connection.Stay(300);
    RawConnection announced(front_->public_port(), kClient);
    announced.Send(Preface() + Frame(FrameType::kHeaders, kEndHeaders, 1,
                                     GrpcRequest(kFiling) + Field("content-length", "2097152")));
    announced.Stay(300);
    RawConnection headers(front_->public_port(), kClient);
    headers.Send(Preface() + Frame(FrameType::kHeaders, kEndHeaders | kEndStream, 1,
                                   GrpcRequest("/" + std::string(100, 'p')) +
                                       Field("x", std::string(120, 'h'))));
    headers.Stay(300);
  }

  // After so many calls that the next one waits for the rate, and its body with it: more of a
  // body than fits meanwhile.
  void OverTheWindow() const {
    std::string calls = Preface();
    for (std::uint32_t stream = 1; stream < 101; stream += 2) {
      calls += Frame(FrameType::kHeaders, kEndHeaders | kEndStream, stream, GrpcRequest(kFiling));
    }
    calls += Frame(FrameType::kHeaders, kEndHeaders, 101, GrpcRequest(kFiling));
    for (int i = 0; i < 10; ++i) {
      calls += Frame(FrameType::kData, 0, 101, std::string(16384, 'x'));
    }
    RawConnection connection(front_->public_port(), kClient);
    connection.Send(calls);
    connection.Stay(300);
  }

  // As a page calls. Nobody is behind it: no webgate runs here.
  void CallAsAPage() const {
    const auto call = [](int port, const std::string& path) {
      RawConnection connection(port, kClient, Opening::kHttp1);
      connection.Send(webgate::WebRequest{.path = path, .message = "x"}.Text());
      connection.Stay(300);
    };
    call(front_->public_port(), kFiling);
    call(front_->staff_port(), "/vangnet.casework.v1.CaseworkService/ListCases");
    RawConnection headers(front_->public_port(), kClient, Opening::kHttp1);
    headers.Send("GET / HTTP/1.1\r\nhost: x\r\nx: " + std::string(20000, 'h') + "\r\n\r\n");
    headers.Stay(300);
  }

  // Every error of nginx that a client can cause.
  void ProvokeEveryError() const {
    EXPECT_EQ(system().Stop(), 0);
    Call(1);  // Nobody is behind it.
    system().Start();
    CallAsAPage();
    // Who never says the rest, and is let go of for it.
    RawConnection slow_head(front_->public_port(), kClient, Opening::kHttp1);
    slow_head.Send("GET / HTTP/1.1\r\nhost: x\r\n");
    // Meanwhile the rate forgets these calls.
    Garbage();
    Oversize();
    Connect();
    OverTheWindow();
    Call(6);  // Over the rate, and over the burst.
    slow_head.Stay(30000);
    EXPECT_FALSE(slow_head.is_open());
  }

  // Text, and each of the forms in which it could be written.
  static Canaries Address() {
    return {{"address", {"127.77.88.99", {}}},
            {"mapped", {"::ffff:7f4d:5863", {}}},
            {"hex", {"7f4d5863", {}}}};
  }
  Artefacts Files() const {
    Artefacts files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(system().folder())) {
      if (entry.is_regular_file()) files[entry.path()] = {Where::kFront, ReadFile(entry.path())};
    }
    return files;
  }

  std::unique_ptr<Front> front_;
};

TEST_F(CanaryAddressTest, NoErrorOfTheFrontWritesTheAddressOfAClient) {
  ProvokeEveryError();
  EXPECT_THAT(Search(Files(), Address()), IsEmpty());
  front_->Stop();
  EXPECT_THAT(Search(Files(), Address()), IsEmpty());
}

// Told everything, nginx writes each of these errors with the address: they were provoked, and
// the search finds it.
TEST_F(CanaryAddressTest, WithAnotherLevelOfErrorsItWouldBeThereForEach) {
  const std::string conf = front_->folder() + "/nginx.conf";
  std::string loud = ReadFile(conf);
  front_->Stop();
  for (std::size_t at = 0; (at = loud.find("emerg;", at)) != std::string::npos;) {
    loud.replace(at, 6, "info;");
  }
  WriteFile(conf, loud);
  ChildProcess::Options options;
  options.arguments = {"nginx", "-e", "stderr", "-c", conf};
  options.environment = {{"PATH", std::string(getenv("PATH")) + ":/usr/sbin"}};
  options.stderr_path = front_->folder() + "/loud.stderr";
  ChildProcess nginx = ChildProcess::Start(options);
  ASSERT_TRUE(WaitUntil([&] { return RawConnection(front_->public_port(), kClient).is_open(); }));
  ProvokeEveryError();
  nginx.Terminate();
  EXPECT_THAT(Search(Files(), Address()), Not(IsEmpty()));
  std::set<std::string> missing = {"limiting requests",
                                   "limiting connections",
                                   "client intended to send too large",
                                   "connect() to unix:",
                                   "client sent plain HTTP request to HTTPS port",
                                   "invalid connection preface",
                                   "client sent header block with too long header index value",
                                   "client violated flow control",
                                   front_->public_webgate(),
                                   front_->staff_webgate(),
                                   "client sent too long header line",
                                   "while reading client request headers"};
  std::istringstream lines(ReadFile(options.stderr_path));
  for (std::string line; std::getline(lines, line);) {
    if (line.find("client: 127.77.88.99") == std::string::npos) continue;
    std::erase_if(missing, [&line](const std::string& message) {
      return line.find(message) != std::string::npos;
    });
  }
  EXPECT_THAT(missing, IsEmpty());
  std::filesystem::remove(options.stderr_path);
}

}  // namespace
}  // namespace vangnet::testing
