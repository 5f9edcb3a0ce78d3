import Contracts
import Foundation
import Wire

/// Durable acknowledged `record-participation` and `raise-dispute` commands: how many a second and how long each takes,
/// beside `child-entered-care` in the same rounds.
///
/// The reviews that are coded were told to scheduling before, and participation has followed them; each code is of a
/// review of its own, each challenge of a theme and team of its own. Entries go to a scheduling that runs alone.
struct VoiceBenchmark {
  let settings: Settings

  /// How a desk is asked: so many outstanding, so many lines a round.
  private struct Shape {
    let name: String
    let window: Int
    let lines: Int
    let target: Finding.Target?
  }

  /// What is asked of which service.
  private enum Ask: String, CaseIterable {
    case entry = "child-entered-care"
    case participation = "record-participation"
    case dispute = "raise-dispute"

    var service: ServiceName {
      switch self {
      case .entry: .scheduling
      case .participation: .participation
      case .dispute: .disputes
      }
    }
  }

  private var shapes: [Shape] {
    [
      Shape(name: "1 outstanding", window: 1, lines: settings.isQuick ? 300 : 1_000, target: .atLeast(2_500)),
      Shape(name: "64 outstanding", window: 64, lines: settings.isQuick ? 2_000 : 6_000, target: .atLeast(8_000)),
    ]
  }

  private static let authority = "benchmark"
  /// The day on which the reviews were held that are coded.
  private static let heldOn = Entries.today.adding(days: -10)

  private static let entry = Line(
    "publish",
    """
    {"event":{"specversion":"1.0","id":"entry-########","source":"/\(authority)/case-system",\
    "type":"child-entered-care","subject":"C########","authority":"\(authority)",\
    "data":{"child":"C########","enteredOn":"\(Entries.today.adding(days: -30))","dateOfBirth":"2014-05-09","sex":"F",\
    "ethnicity":"WBRI","legalStatus":"C2","categoryOfNeed":"N1","placement":{"type":"U4","provider":"PR1"}}}}
    """)
  private static let review = Line(
    "hold-review",
    """
    {"authority":"\(authority)","command":"held-########","child":"C########","meetings":["\(heldOn)"],\
    "completedOn":"\(heldOn)","mode":"in-person"}
    """)
  private static let code = Line(
    "record-participation",
    """
    {"authority":"\(authority)","command":"coded-########","child":"C########","reviewOn":"\(heldOn)","code":"PN1"}
    """)
  private static let challenge = Line(
    "raise-dispute",
    """
    {"authority":"\(authority)","command":"raised-########","dispute":"D########","kind":"formal",\
    "children":["C########"],"theme":"theme-########","team":"team-########","raisedOn":"\(Entries.today)",\
    "officer":"IRO-3"}
    """)

  func run(_ findings: Findings) throws {
    let stand = try Stand(executables: settings.executables, folder: try settings.folder("voice"))
    let alone = try Stand(executables: settings.executables, folder: try settings.folder("voice-alone"))
    var services: [ServiceName: ServiceProcess] = [.scheduling: try alone.start(.scheduling)]
    for service in [ServiceName.participation, .disputes] { services[service] = try stand.start(service) }
    let feeding = try stand.start(.scheduling)
    defer { for service in [feeding] + services.values { service.stop() } }
    let context = try Context()
    // The first round warms up, and is not counted.
    let count = (settings.rounds + 1) * shapes.reduce(0) { $0 + $1.lines }
    try prepare(count, context, stand)
    let entries = Entries(authority: VoiceBenchmark.authority)
    var next: [Ask: Int] = [:]
    var runs: [[[Ask: (run: Run, processor: Double)]]] = shapes.map { _ in [] }
    for number in 0...settings.rounds {
      Findings.say("voice: round \(number) of \(settings.rounds)")
      for (index, shape) in shapes.enumerated() {
        var round: [Ask: (run: Run, processor: Double)] = [:]
        for ask in Ask.allCases {
          guard let service = services[ask.service] else { continue }
          let first = next[ask, default: Line.first]
          next[ask] = first + shape.lines
          let desk = try (ask == .entry ? alone : stand).desk(context, ask.service)
          let lane = Lane(desk, window: shape.window) { number in
            let subject = first + number - Line.first
            guard subject < first + shape.lines else { return .end }
            switch ask {
            case .entry: return .line(entries.line(number, child: subject))
            case .participation: return .line(VoiceBenchmark.code.bytes(number, subject: subject))
            case .dispute: return .line(VoiceBenchmark.challenge.bytes(number, subject: subject))
            }
          }
          let processor = service.processorSeconds
          try Lane.drive([lane])
          try lane.checkAllTaken()
          round[ask] = (Run([lane]), (service.processorSeconds - processor) * 1e6 / Double(shape.lines))
        }
        if number > 0 { runs[index].append(round) }
      }
    }
    for (shape, rounds) in zip(shapes, runs) { report(findings, shape, rounds) }
    for ask in Ask.allCases { services[ask.service]?.noteMemory(findings, "after \(ask.rawValue)") }
  }

  /// Tells scheduling of the children and of a review of each, and waits until participation has followed.
  private func prepare(_ count: Int, _ context: Context, _ stand: Stand) throws {
    Findings.say("voice: \(count) children with a review each")
    let scheduling = try stand.desk(context, .scheduling)
    for line in [VoiceBenchmark.entry, VoiceBenchmark.review] {
      let lane = Lane(scheduling, window: 256) { number in
        number - Line.first < count ? .line(line.bytes(number, subject: number)) : .end
      }
      try Lane.drive([lane])
      try lane.checkAllTaken()
    }
    let head = VoiceBenchmark.authority(in: try scheduling.health())?["head"]?.string
    for follower in [ServiceName.participation, .disputes] {
      let desk = try stand.desk(context, follower)
      let end = Date(timeIntervalSinceNow: 600)
      while VoiceBenchmark.position(in: try desk.health()) != head {
        guard Date() < end else { throw Playing.Behind(service: follower) }
        Thread.sleep(forTimeInterval: 0.02)
      }
    }
  }

  private static func authority(in health: JSON) -> JSON? {
    health["authorities"]?.array?.first { $0["authority"]?.string == authority }
  }

  /// How far a service has followed scheduling.
  private static func position(in health: JSON) -> String? {
    authority(in: health)?["follows"]?.array?.first { $0["service"]?.string == "scheduling" }?["position"]?.string
  }

  private func report(_ findings: Findings, _ shape: Shape, _ rounds: [[Ask: (run: Run, processor: Double)]]) {
    for ask in Ask.allCases {
      let condition = "\(ask.rawValue), \(shape.name)"
      func add(
        _ figure: String, _ unit: String, _ target: Finding.Target? = nil,
        _ value: ((run: Run, processor: Double)) -> Double
      ) {
        findings.add("voice", condition, figure, unit, rounds.compactMap { $0[ask].map(value) }, target)
      }
      add("acknowledged", "commands/s", shape.target) { $0.run.perSecond }
      add("ack p50", "µs") { $0.run.latency.quantile(0.5) }
      add("ack p99", "µs") { $0.run.latency.quantile(0.99) }
      add("service's processor time", "µs/command") { $0.processor }
      guard ask != .entry else { continue }
      let ratios = rounds.compactMap { round -> Double? in
        guard let own = round[ask]?.run.perSecond, let entry = round[.entry]?.run.perSecond else { return nil }
        return own / entry
      }
      findings.add("voice", condition, "ratio to child-entered-care", "×", ratios)
    }
  }
}
