// Mutation of inputs that are one byte of mode and then a protobuf message: most mutants
// of bytes do not parse and stop at the first check, so three of four are made in the
// message's own fields, messages within `bytes` included, and written canonically.
#ifndef VANGNET_TESTS_FUZZ_MESSAGE_MUTATOR_H_
#define VANGNET_TESTS_FUZZ_MESSAGE_MUTATOR_H_

#include "google/protobuf/message.h"

namespace vangnet::fuzz {

// Defined by the target: a message of the type that follows the byte of mode. Unless it is
// empty, one mutant in four is made from it: where many things must be right, a corpus is
// mostly of what is refused, and a mutant of that is refused for the same.
const google::protobuf::Message& MessageOfInput();

}  // namespace vangnet::fuzz

#endif  // VANGNET_TESTS_FUZZ_MESSAGE_MUTATOR_H_
