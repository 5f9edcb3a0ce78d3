import CZeroMQ

/// How much memory the process keeps that nobody uses.
public enum Heap {
  /// Lets all threads share one arena, and gives back what is free at its end: a service has one thread that works, and
  /// an arena for each thread keeps megabytes for nothing. To be called before there are threads.
  public static func keepSmall() {
    mallopt(M_ARENA_MAX, 1)
    mallopt(M_TRIM_THRESHOLD, 128 << 10)
  }
}
