import CZeroMQ

/// How much memory the process keeps that nobody uses.
public enum Heap {
  /// Lets all threads share one arena, and gives back more than a megabyte that is free at its end: a service has one
  /// thread that works, and an arena for each thread keeps megabytes for nothing. Lines of the largest size still come
  /// from it, as a mapping of its own for each costs more than what it is for. To be called before there are threads.
  public static func keepSmall() {
    mallopt(M_ARENA_MAX, 1)
    mallopt(M_TRIM_THRESHOLD, 1 << 20)
    mallopt(M_MMAP_THRESHOLD, 1 << 20)
  }

  /// Gives back every page that is free, also those between what is used: some milliseconds, in which other threads
  /// wait for memory.
  public static func giveBack() { malloc_trim(0) }
}
