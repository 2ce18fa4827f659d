#include <sodium.h>

int main() { return sodium_init() < 0 ? 1 : 0; }
