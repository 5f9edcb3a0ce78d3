import Glibc

/// The signals that ask a process to end.
public enum Signals {
  /// Lets SIGTERM and SIGINT through to this process, whatever its parent blocked: a mask is inherited, and a service
  /// that cannot be asked to end can only be killed.
  public static func unblock() {
    var mask = sigset_t()
    _ = unsafe sigemptyset(&mask)
    _ = unsafe sigaddset(&mask, SIGTERM)
    _ = unsafe sigaddset(&mask, SIGINT)
    _ = unsafe pthread_sigmask(SIG_UNBLOCK, &mask, nil)
  }
}
