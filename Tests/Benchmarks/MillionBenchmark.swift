import Contracts
import Foundation
import Wire

/// A journal of a million events: how soon scheduling is healthy, how fast it replays, and what acknowledgements and
/// health cost while it verifies.
struct MillionBenchmark {
  let settings: Settings

  private static let authority = "benchmark"
  /// Each child brings its entry, two moves and an order, and the limit that the entry causes.
  private static let eventsPerChild = 5

  func run(_ findings: Findings) throws {
    let events = settings.isQuick ? 100_000 : 1_000_000
    // What falls due wakes with the days, so a kept journal is of no use once its first limits pass.
    let folder = try settings.dataFolder("journal-\(events)-\(Entries.today.yearMonth)-\((Entries.today.day - 1) / 16)")
    let stand = try Stand(executables: settings.executables, folder: folder.path)
    let context = try Context()
    if !folder.isThere {
      try fill(stand, context, events, findings)
      try folder.markComplete()
    }
    let size = "journal of \(events) events"
    try starts(stand, context, size, findings)
    let service = try stand.start(.scheduling)
    defer { service.stop() }
    try replays(stand, context, size, findings)
    for window in [1, 64] { try verifies(stand, context, size, window, findings) }
    service.noteMemory(findings, "after verify of a \(size)")
  }

  private func fill(_ stand: Stand, _ context: Context, _ events: Int, _ findings: Findings) throws {
    Findings.say("million: publishing a journal of \(events) events")
    let service = try stand.start(.scheduling)
    defer { service.stop() }
    let entries = Entries(authority: MillionBenchmark.authority)
    let children = events / MillionBenchmark.eventsPerChild
    // Children come in hundreds, so that a child's facts lie apart as they do in life.
    let block = 100
    let lane = Lane(try stand.desk(context, .scheduling), window: 512) { number in
      let index = number - Line.first
      let (fact, place) = (index / block % entries.factsPerChild, index / block / entries.factsPerChild * block)
      guard place < children else { return .end }
      return .line(entries.line(number, fact: fact, child: Line.first + place + index % block))
    }
    try Lane.drive([lane])
    try lane.checkAllTaken()
    findings.add(
      "million", "publishing \(events) events, 512 outstanding", "acknowledged", "facts/s", [lane.run.perSecond])
  }

  /// From starting the process until it answers `health`, after an orderly end and after a kill.
  private func starts(_ stand: Stand, _ context: Context, _ size: String, _ findings: Findings) throws {
    for isKilled in [false, true] {
      var spent: [Double] = []
      for number in 0...settings.rounds {
        let clock = ContinuousClock()
        let start = clock.now
        let service = try stand.start(.scheduling)
        defer { service.stop() }
        try MillionBenchmark.awaitFirstHealth(stand, context)
        if number > 0 { spent.append((clock.now - start) / .milliseconds(1)) }
        if isKilled {
          // So many states lag behind the journal that the next start has something to fold again.
          let entries = Entries(authority: MillionBenchmark.authority)
          let from = Int.random(in: 30_000_000...90_000_000)
          let lane = Lane(try stand.desk(context, .scheduling), window: 512) { number in
            number - Line.first < 2_100 ? .line(entries.line(number, child: from + number - Line.first)) : .end
          }
          try Lane.drive([lane])
          try lane.checkAllTaken()
          service.kill()
        }
      }
      let condition = "\(size), after \(isKilled ? "a kill with 4,200 events not folded" : "an orderly end")"
      findings.add("start", condition, "until health answers", "ms", spent, .atMost(500))
    }
  }

  /// Connects anew every few milliseconds until the desk answers: a connection that waits for its second attempt would
  /// be what is measured.
  private static func awaitFirstHealth(_ stand: Stand, _ context: Context) throws {
    let end = Date(timeIntervalSinceNow: 60)
    while true {
      do {
        let desk = try Desk(context, try stand.desk(.scheduling))
        let poller = Poller()
        let item = poller.watch(desk.socket, for: .writing)
        if try poller.wait(milliseconds: 5), poller.isWritable(item) {
          try desk.health(patience: 60)
          return
        }
      }
      guard Date() < end else { throw Desk.Silent(endpoint: try stand.desk(.scheduling)) }
    }
  }

  private func replays(_ stand: Stand, _ context: Context, _ size: String, _ findings: Findings) throws {
    let desk = try stand.desk(context, .scheduling)
    let clock = ContinuousClock()
    for isRaw in [false, true] {
      var rates: [Double] = []
      for _ in 0..<settings.rounds {
        var after = Contracts.Sequence(0)
        let wanted = settings.isQuick ? 20_000 : 100_000
        var count = 0
        let start = clock.now
        while count < wanted {
          let answer = try desk.askForBytes(
            "replay",
            [
              ("authority", .string(MillionBenchmark.authority)), ("after", .string(after.text)),
              ("limit", .integer(1_000)), ("raw", isRaw ? .boolean(true) : nil),
            ])
          let page = MillionBenchmark.sequences(in: answer)
          guard page > 0 else { break }
          count += page
          after = Contracts.Sequence(after.number + Int64(page))
        }
        rates.append(Double(count) / ((clock.now - start) / .seconds(1)))
      }
      findings.add(
        "replay", "\(size), pages of 1,000, one after the other", isRaw ? "raw lines" : "events", "events/s", rates)
    }
  }

  /// How many events a page holds: each line as told names its sequence once.
  private static func sequences(in answer: [UInt8]) -> Int {
    let name = Array("journaledtime".utf8)
    var count = 0
    var at = 0
    while at + name.count <= answer.count {
      if answer[at] == name[0], answer[at..<(at + name.count)].elementsEqual(name) {
        count += 1
        at += name.count
      } else {
        at += 1
      }
    }
    return count
  }

  /// Acknowledgements and health before and during `verify`, in turns.
  private func verifies(_ stand: Stand, _ context: Context, _ size: String, _ window: Int, _ findings: Findings) throws
  {
    let entries = Entries(authority: MillionBenchmark.authority)
    var from = Int.random(in: 30_000_000...90_000_000)
    var rounds: [(quiet: Run, quietHealth: Run, busy: Run, busyHealth: Run, verify: Double)] = []
    for number in 0...min(settings.rounds, 3) {
      Findings.say("verify: round \(number), \(window) outstanding")
      func lanes() throws -> (ack: Lane, health: Lane) {
        let ack = Lane(try stand.desk(context, .scheduling), window: window) { number in
          from += 1
          return .line(entries.line(number, child: from))
        }
        let ask = Line("health", "{}")
        let health = Lane(try stand.desk(context, .scheduling), window: 1, pace: .milliseconds(20)) { number in
          .line(ask.bytes(number))
        }
        return (ack, health)
      }
      let alone = try lanes()
      try Lane.drive([alone.ack, alone.health], seconds: settings.isQuick ? 1 : 3)
      let beside = try lanes()
      let question = Line("verify", #"{"authority":"\#(MillionBenchmark.authority)"}"#)
      let verify = Lane(try stand.desk(context, .scheduling), window: 1) { number in
        number == Line.first ? .line(question.bytes(number)) : .end
      }
      try Lane.drive([verify, beside.ack, beside.health], leader: verify)
      for lane in [alone.ack, alone.health, beside.ack, beside.health, verify] { try lane.checkAllTaken() }
      if number > 0 {
        rounds.append(
          (alone.ack.run, alone.health.run, beside.ack.run, beside.health.run, verify.run.seconds))
      }
    }
    let condition = "\(size), acks \(window) outstanding"
    func add(_ figure: String, _ unit: String, _ values: [Double], _ target: Finding.Target? = nil) {
      findings.add("verify", condition, figure, unit, values, target)
    }
    add("verify takes", "s", rounds.map(\.verify))
    add("ack p99 undisturbed", "µs", rounds.map { $0.quiet.latency.quantile(0.99) })
    add("ack p99 during verify", "µs", rounds.map { $0.busy.latency.quantile(0.99) })
    add(
      "ack p99, during ÷ undisturbed", "×",
      rounds.map { $0.busy.latency.quantile(0.99) / max(1, $0.quiet.latency.quantile(0.99)) }, .atMost(3))
    add("acknowledged undisturbed", "events/s", rounds.map(\.quiet.perSecond))
    add("acknowledged during verify", "events/s", rounds.map(\.busy.perSecond))
    add("health p99 undisturbed", "ms", rounds.map { $0.quietHealth.latency.quantile(0.99) / 1_000 })
    add("health p99 during verify", "ms", rounds.map { $0.busyHealth.latency.quantile(0.99) / 1_000 }, .atMost(100))
    add("health longest during verify", "ms", rounds.map { ($0.busyHealth.latency.microseconds.max() ?? 0) / 1_000 })
  }
}
