import Glibc

/// How many files and connections this process may have open: each connection of a peer needs one.
public enum Descriptors {
  /// Raises the limit as far as the system lets this process.
  ///
  /// - Returns: the limit that holds now.
  public static func raise() -> UInt {
    var limits = rlimit()
    guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits) == 0 else { return 0 }
    limits.rlim_cur = min(limits.rlim_max, 65_536)
    _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits)
    guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits) == 0 else { return 0 }
    return UInt(limits.rlim_cur)
  }
}
