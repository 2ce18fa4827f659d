#include "tests/floods/floods.h"

#include <deque>
#include <memory>
#include <string>

#include "tests/floods/raw_connection.h"
#include "tests/floods/raw_http2.h"

namespace vangnet::testing {
namespace {

constexpr std::string_view kRead = "/vangnet.publication.v1.PublicationService/GetBundle";
constexpr std::string_view kWrite = "/vangnet.intake.v1.IntakeService/FileReport";
constexpr std::uint8_t kWhole = kEndHeaders | kEndStream;
// gRPC's frame of an empty message.
const std::string kEmptyMessage(5, '\0');

// `frames` again and again until the other side ends it, on up to `connections`
// connections, with at most `rounds` on each.
void Repeat(int port, int last, const std::string& frames, int rounds, int connections) {
  for (int i = 0; i < connections; ++i) {
    RawConnection connection(port, last);
    connection.Send(Preface());
    for (int round = 0; round < rounds && connection.Send(frames); ++round) {
    }
  }
}

std::string Request(std::string_view path, std::uint32_t stream, std::uint8_t flags) {
  return Frame(FrameType::kHeaders, flags, stream, GrpcRequest(path));
}

// Connections on which `begin` was said for sixty streams each.
std::deque<std::unique_ptr<RawConnection>> SixtyStreams(int port, int last, int connections,
                                                        std::uint32_t window, std::string_view path,
                                                        std::string_view message, bool whole) {
  std::deque<std::unique_ptr<RawConnection>> open;
  for (int i = 0; i < connections; ++i) {
    open.push_back(std::make_unique<RawConnection>(port, last));
    std::string said = Preface(window);
    for (std::uint32_t stream = 1; stream < 121; stream += 2) {
      said += Request(path, stream, kEndHeaders);
      said += Frame(FrameType::kData, whole ? kEndStream : 0, stream, message);
    }
    open.back()->Send(said);
  }
  return open;
}

}  // namespace

void RapidReset(int port, int last) {
  for (int i = 0; i < 8; ++i) {
    RawConnection connection(port, last);
    connection.Send(Preface());
    for (std::uint32_t stream = 1; stream < 40000; stream += 200) {
      std::string hundred;
      for (std::uint32_t next = stream; next < stream + 200; next += 2) {
        hundred += Request(kRead, next, kEndHeaders);
        // CANCEL is 8.
        hundred += Frame(FrameType::kRstStream, 0, next, std::string("\0\0\0\10", 4));
      }
      if (!connection.Send(hundred)) break;
    }
  }
}

void EndlessContinuation(int port, int last) {
  const std::string part =
      Frame(FrameType::kContinuation, 0, 1, Field("x-more", std::string(100, 'a')));
  std::string many;
  for (int i = 0; i < 100; ++i) many += part;
  for (int i = 0; i < 20; ++i) {
    RawConnection connection(port, last);
    connection.Send(Preface() + Request(kRead, 1, 0));
    for (int round = 0; round < 200 && connection.Send(many); ++round) {
    }
  }
}

void Settings(int port, int last) {
  std::string many;
  for (int i = 0; i < 200; ++i) many += Frame(FrameType::kSettings, 0, 0, "");
  Repeat(port, last, many, 200, 4);
}

void Pings(int port, int last) {
  std::string many;
  for (int i = 0; i < 200; ++i) many += Frame(FrameType::kPing, 0, 0, "12345678");
  Repeat(port, last, many, 200, 4);
}

void HeaderBomb(int port, int last) {
  // Literal with indexing, 0x40; a value of 2,000 bytes is a length of 127 and more.
  std::string entry = "\x40";
  entry += "\x06x-bomb";
  entry += std::string("\x7f\xd1\x0e", 3) + std::string(2000, 'b');
  // Index 62 is the newest entry of the table.
  const std::string named(1000, '\xbe');
  for (int i = 0; i < 50; ++i) {
    RawConnection connection(port, last);
    connection.Send(Preface());
    for (std::uint32_t stream = 1; stream < 21; stream += 2) {
      if (!connection.Send(
              Frame(FrameType::kHeaders, kWhole, stream, GrpcRequest(kRead) + entry + named))) {
        break;
      }
    }
  }
}

void EndlessInteger(int port, int last) {
  const std::string more = Frame(FrameType::kContinuation, 0, 1, std::string(8000, '\x80'));
  for (int i = 0; i < 20; ++i) {
    RawConnection connection(port, last);
    connection.Send(Preface() + Frame(FrameType::kHeaders, 0, 1, "\x7f\x80\x80"));
    for (int round = 0; round < 200 && connection.Send(more); ++round) {
    }
  }
}

void SlowReading(int port, int last) {
  auto open = SixtyStreams(port, last, 4, 0, kRead, kEmptyMessage, true);
  for (const auto& connection : open) connection->Stay(1500);
}

void SlowWriting(int port, int last) {
  // A message of 256 bytes is announced, of which little comes.
  auto open = SixtyStreams(port, last, 1, 65535, kWrite, std::string("\0\0\0\1\0", 5), false);
  for (int round = 0; round < 10; ++round) {
    for (const auto& connection : open) {
      for (std::uint32_t stream = 1; stream < 121; stream += 2) {
        connection->Send(Frame(FrameType::kData, 0, stream, "a"));
      }
      connection->Stay(400);
    }
  }
}

void Idle(int port, int last) {
  std::deque<std::unique_ptr<RawConnection>> open;
  for (int i = 0; i < 125; ++i) {
    open.push_back(
        std::make_unique<RawConnection>(port, last, i % 2 == 0 ? Opening::kHttp2 : Opening::kTcp));
    if (i % 4 == 0) open.back()->Send(Preface());
  }
  open.front()->Stay(4000);
}

void OversizeAndTruncated(int port, int last) {
  for (int i = 0; i < 4; ++i) {
    RawConnection oversize(port, last);
    oversize.Send(Preface() + Request(kWrite, 1, kEndHeaders));
    const std::string part = Frame(FrameType::kData, 0, 1, std::string(16000, 'o'));
    for (int sent = 0; sent < 2000000 && oversize.Send(part); sent += 16000) oversize.Stay(0);
    RawConnection truncated(port, last);
    truncated.Send(Preface() + Request(kWrite, 1, kEndHeaders) +
                   Frame(FrameType::kData, kEndStream, 1, std::string("\0\0\1\0\0short", 10)));
    truncated.Stay(200);
  }
}

void Garbage(int port, int last) {
  for (int i = 0; i < 50; ++i) {
    RawConnection plain(port, last, Opening::kTcp);
    plain.Send(std::string(4000, static_cast<char>(i * 5)));
    RawConnection inside(port, last);
    inside.Send(i % 2 == 0 ? std::string(4000, static_cast<char>(i)) : Preface());
    inside.Send(std::string(4000, static_cast<char>(255 - i)));
    inside.Stay(0);
  }
}

}  // namespace vangnet::testing
