import Foundation
import Journal

/// Places at which a test may kill the process: `HOLDFAST_KILL_AT=after-commit:17` kills it when it comes there the
/// 17th time. Only debug builds look; in a release build the points are empty.
enum KillPoint: String {
  case beforeCommit = "before-commit"
  case insideCommit = "inside-commit"
  case afterCommit = "after-commit"
  case beforeTelling = "before-telling"

  /// Kills the process where the setting says so.
  func reached() {
    #if DEBUG
      guard let plan = KillPlan.plan, plan.point == self else { return }
      KillPlan.passed.withLock { passed in
        passed += 1
        if passed >= plan.count { kill(getpid(), SIGKILL) }
      }
    #endif
  }

  /// The batch with this point inside its transaction.
  func placed(in batch: Batch) -> Batch {
    #if DEBUG
      guard let plan = KillPlan.plan, plan.point == self else { return batch }
      var batch = batch
      let effects = batch.effects
      batch.effects = { transaction in
        try effects?(transaction)
        reached()
      }
      return batch
    #else
      return batch
    #endif
  }
}

#if DEBUG
  import Synchronization

  private enum KillPlan {
    static let passed = Mutex(0)
    static let plan: (point: KillPoint, count: Int)? = {
      let setting = ProcessInfo.processInfo.environment["HOLDFAST_KILL_AT"] ?? ""
      let parts = setting.split(separator: ":")
      guard parts.count == 2, let point = KillPoint(rawValue: String(parts[0])), let count = Int(parts[1]) else {
        return nil
      }
      return (point, count)
    }()
  }
#endif
