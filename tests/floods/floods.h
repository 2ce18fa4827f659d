// What an attacker can say to the front without any key, one function a flood. Each runs
// on a connection (or many) from one address and ends by itself, at the latest when the
// other side has had enough.
#ifndef VANGNET_TESTS_FLOODS_FLOODS_H_
#define VANGNET_TESTS_FLOODS_FLOODS_H_

namespace vangnet::testing {

// `port` of 127.0.0.1, from 127.0.0.`last`.
using Flood = void (*)(int port, int last);

// CVE-2023-44487: streams opened and reset at once.
void RapidReset(int port, int last);
// CVE-2024-27316 and its like: a header block that never ends.
void EndlessContinuation(int port, int last);
// Frames that must be answered, whose answers nobody reads.
void Settings(int port, int last);
void Pings(int port, int last);
// RFC 7541: one large field in the table, named a thousand times a block.
void HeaderBomb(int port, int last);
// RFC 7541, section 5.1: an integer that never ends.
void EndlessInteger(int port, int last);
// Sixty answers asked for, none read.
void SlowReading(int port, int last);
// Sixty bodies begun, a byte at a time.
void SlowWriting(int port, int last);
// Connections that say nothing: half of them without TLS.
void Idle(int port, int last);
// A body of two megabytes, and a message that is shorter than it says.
void OversizeAndTruncated(int port, int last);
// Bytes that are neither TLS nor HTTP.
void Garbage(int port, int last);

// The same by HTTP/1.1, as pages speak. "Slowloris": sixty requests, a header at a time.
void SlowHeaders(int port, int last);
// Sixty calls of pages, a byte of their bodies at a time.
void SlowWebBody(int port, int last);
// Calls of pages whose bodies are no frame of gRPC-Web.
void WebGarbage(int port, int last);

}  // namespace vangnet::testing

#endif  // VANGNET_TESTS_FLOODS_FLOODS_H_
