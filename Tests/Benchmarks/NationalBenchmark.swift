import Contracts
import Foundation
import Wire

/// A read model of the whole country: how fast it is rebuilt from three feeds, and how soon it answers for one
/// authority and for all.
struct NationalBenchmark {
  let settings: Settings

  func run(_ findings: Findings) throws {
    let count = settings.isQuick ? 15 : 153
    let folder = try settings.folder("national")
    let stand = try Stand(executables: settings.executables, folder: folder, clock: "follow")
    let context = try Context()
    let told = [ServiceName.scheduling, .participation, .disputes]
    Findings.say("national: writing what \(count) authorities were told")
    let teller = try ServiceProcess(
      name: "teller", executable: EchoProcess.ownExecutable,
      arguments: ["tell", "--authorities", String(count), "--folder", folder]
        + told.map { try stand.desk($0).description }, environment: [:], desk: try stand.desk(.scheduling),
      folder: folder)
    defer { teller.stop() }
    try stand.desk(context, .scheduling).health(patience: 300)
    let size = try TellerProcess.Size.read(in: folder)
    let condition = "\(count) authorities, \(size.reviews) reviews, \(size.events) events"
    Findings.say("national: \(condition)")
    let clock = ContinuousClock()
    let start = clock.now
    let service = try stand.start(.reporting)
    defer { service.stop() }
    let desk = try stand.desk(context, .reporting)
    let highest = try follow(desk, service, events: size.events)
    let seconds = (clock.now - start) / .seconds(1)
    findings.add(
      "national", condition, "rebuilding the read model", "events/s", [Double(size.events) / seconds],
      .atLeast(20_000))
    findings.add("national", condition, "memory while rebuilding, at most", "MB", [highest], .atMost(200))
    findings.add("national", condition, "store", "MB", [megabytes("\(folder)/reporting")])
    // Until what is counted from is gathered in memory, questions are answered from the tables.
    let gathering = settings.isQuick ? 4.0 : 25.0
    try one(stand, context, condition, count, findings, ", in the first \(Int(gathering)) s", [gathering], nil)
    let rounds = Array(repeating: settings.isQuick ? 2.0 : 5.0, count: settings.rounds)
    try one(stand, context, condition, count, findings, "", rounds, .atMost(10))
    try all(desk, condition, count, findings)
    findings.add("national", condition, "memory after all questions", "MB", [service.residentMegabytes], .atMost(200))
  }

  /// Waits until the service has applied all events; the highest memory seen meanwhile, in MB.
  private func follow(_ desk: Desk, _ service: ServiceProcess, events: Int) throws -> Double {
    let end = Date(timeIntervalSinceNow: 900)
    var highest = 0.0
    var said = Date()
    while true {
      let health = try desk.health()
      var applied = 0
      for item in health["authorities"]?.array ?? [] {
        for follow in item["follows"]?.array ?? [] {
          applied += (follow["position"]?.string.flatMap { Sequence($0) }?.number).map(Int.init) ?? 0
        }
      }
      highest = max(highest, service.residentMegabytes)
      if applied >= events { return highest }
      guard Date() < end else { throw Playing.Behind(service: .reporting) }
      if said.timeIntervalSinceNow < -10 {
        Findings.say("national: \(applied) of \(events) events applied")
        said = Date()
      }
      Thread.sleep(forTimeInterval: 0.1)
    }
  }

  /// The figures of any authority and any year, one question after the other.
  private func one(
    _ stand: Stand, _ context: Context, _ condition: String, _ count: Int, _ findings: Findings, _ when: String,
    _ rounds: [Double], _ target: Finding.Target?
  ) throws {
    var random = SeededNumbers(seed: 11)
    var runs: [Run] = []
    for seconds in rounds {
      let lane = Lane(try stand.desk(context, .reporting), window: 1) { number in
        let name = NationalAuthority.name(random.number(in: 1...count))
        let from = NationalAuthority.start.adding(months: random.number(in: 0...24))
        let to = from.adding(months: 12).adding(days: -1)
        return .line(Line("figures", #"{"authority":"\#(name)","from":"\#(from)","to":"\#(to)"}"#).bytes(number))
      }
      try Lane.drive([lane], seconds: seconds)
      try lane.checkAllTaken()
      runs.append(lane.run)
    }
    for part in [0.5, 0.99] {
      findings.add(
        "national", condition, "all figures of a year of one authority\(when), p\(Int(part * 100))", "ms",
        runs.map { $0.latency.quantile(part) / 1_000 }, part > 0.5 ? target : nil)
    }
  }

  /// The figures of a year of all authorities together: asked for the first time, and again.
  private func all(_ desk: Desk, _ condition: String, _ count: Int, _ findings: Findings) throws {
    let names = JSON.strings((1...count).map(NationalAuthority.name))
    let clock = ContinuousClock()
    var first: [Double] = []
    var again: [Double] = []
    for round in 0..<settings.rounds {
      let from = NationalAuthority.start.adding(months: 5 * round)
      for time in 0...2 {
        let start = clock.now
        _ = try desk.ask(
          "figures",
          [
            ("authority", .string(NationalAuthority.name(1))), ("authorities", names),
            ("from", .string(from.description)),
            ("to", .string(from.adding(months: 12).adding(days: -1).description)),
          ])
        let spent = (clock.now - start) / .milliseconds(1)
        if time == 0 { first.append(spent) } else { again.append(spent) }
      }
    }
    let unasked = "a year of all authorities, a period never asked for"
    findings.add("national", condition, unasked, "ms", first, .atMost(300))
    findings.add("national", condition, "a year of all authorities", "ms", again, .atMost(300))
  }

  private func megabytes(_ folder: String) -> Double {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.reduce(0) { sum, name in
      let attributes = try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
      return sum + ((attributes?[.size] as? NSNumber)?.doubleValue ?? 0) / 1e6
    }
  }
}
