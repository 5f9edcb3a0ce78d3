import Foundation
import Synchronization
import Wire

/// Whether the process was asked to end: SIGTERM and SIGINT set it, the loop looks at it at least every 250 ms.
enum Stop {
  private static let flag = Atomic<Bool>(false)

  /// Listens for the signals from now on.
  static func listen() {
    signal(SIGTERM) { _ in Stop.flag.store(true, ordering: .relaxed) }
    signal(SIGINT) { _ in Stop.flag.store(true, ordering: .relaxed) }
    signal(SIGPIPE, SIG_IGN)
    Signals.unblock()
  }

  /// Whether one of them came.
  static var isAsked: Bool { flag.load(ordering: .relaxed) }
}
