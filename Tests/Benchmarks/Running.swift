import Dispatch
import Foundation
import Synchronization

/// The processes that run now, so that a run that is broken off leaves none behind, nor its folder.
enum Running {
  private static let processes = Mutex<Set<Int32>>([])

  static func add(_ process: Int32) { processes.withLock { _ = $0.insert(process) } }

  static func remove(_ process: Int32) { processes.withLock { _ = $0.remove(process) } }

  /// On Ctrl-C or SIGTERM ends the processes by their ids, removes `folder`, and ends this one; for as long as what it
  /// gives back is held.
  static func endAll(removing folder: String) -> [any DispatchSourceSignal] {
    [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        for process in processes.withLock({ $0 }) { _ = Glibc.kill(process, SIGKILL) }
        try? FileManager.default.removeItem(atPath: folder)
        exit(128 + number)
      }
      source.resume()
      return source
    }
  }
}
