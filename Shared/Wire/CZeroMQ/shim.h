// The only door to libzmq. Leave pkg-config out of it: Debian's file drags in flags that SwiftPM refuses aloud.
#ifndef HOLDFAST_CZEROMQ_SHIM_H
#define HOLDFAST_CZEROMQ_SHIM_H

#include <zmq.h>
// Not in Swift's Glibc module: the counter that wakes a poll from another thread.
#include <sys/eventfd.h>
// Not there either: how much of its memory a process keeps.
#include <malloc.h>
// Nor what the kernel filters packets by.
#include <linux/filter.h>

#endif
