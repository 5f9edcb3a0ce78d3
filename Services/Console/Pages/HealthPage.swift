import Contracts

/// How services are, as a table.
struct HealthPage {
  /// How one service is.
  struct State {
    /// What was told, or why nothing was.
    enum Told {
      case health(JSON)
      case nothing(String)
    }

    let service: ServiceName
    let told: Told

    /// From the answer to `health`.
    init(_ service: ServiceName, _ outcome: Result<JSON, Refusal>) {
      self.service = service
      switch outcome {
      case .success(let health): told = .health(health)
      case .failure(let refusal): told = .nothing("\(service.rawValue) refused: \(refusal.sentence)")
      }
    }

    /// Without an answer, and why.
    init(_ service: ServiceName, nobody why: String) {
      self.service = service
      told = .nothing(why)
    }

    /// 0 ok, 1 degraded, 2 failed or unreachable.
    var status: Int32 {
      guard case .health(let health) = told else { return 2 }
      switch health["status"]?.string {
      case "ok": return 0
      case "degraded": return 1
      case _: return 2
      }
    }

    /// The answer itself, or who does not answer.
    var json: JSON {
      switch told {
      case .health(let health): health
      case .nothing(let why):
        .object([("status", .string("unreachable")), ("service", .string(service.rawValue)), ("why", .string(why))])
      }
    }
  }

  let states: [State]

  /// The worst of all.
  var status: Int32 { states.map(\.status).max() ?? 0 }

  /// The page's lines.
  var lines: [String] {
    var lines = TextTable(
      columns: [
        .words("Service"), .words("Status"), .numbers("Events"), .numbers("Behind"), .numbers("Waiting"),
        .numbers("Parked"), .numbers("Refused"), .numbers("Memory"), .numbers("Up"),
      ],
      rows: states.map(HealthPage.row),
      paint: { row, column in
        guard column == 1 else { return nil }
        return [0: .good, 1: .warning][states[row].status] ?? .bad
      }
    ).lines(indent: 0)
    for state in states {
      switch state.told {
      case .nothing(let why): lines.append(contentsOf: Words.wrapped(why, 80))
      case .health(let health):
        guard let reasons = health["reasons"]?.array?.compactMap(\.string), !reasons.isEmpty else { continue }
        lines.append("\(state.service.rawValue): \(reasons.map { HealthPage.words(of: $0) }.joined(separator: "; "))")
      }
    }
    return lines
  }

  private static func row(_ state: State) -> [String] {
    guard case .health(let health) = state.told else {
      return [state.service.rawValue, "unreachable"] + Array(repeating: "", count: 7)
    }
    let authorities = health["authorities"]?.array ?? []
    let events = authorities.compactMap { $0["head"]?.string.flatMap { Sequence($0) } }.reduce(0) { $0 + $1.number }
    let behind = authorities.flatMap { $0["follows"]?.array ?? [] }.reduce(0) { $0 + ($1["lag"]?.integer ?? 0) }
    func number(_ name: String) -> String { health[name]?.integer.map { Words.number($0) } ?? "" }
    return [
      state.service.rawValue, health["status"]?.string ?? "unknown", Words.number(Int(events)),
      state.service.follows.isEmpty ? "–" : Words.number(behind), number("waiting"), number("parked"),
      number("refused"), health["memoryBytes"]?.integer.map { Words.bytes($0) } ?? "",
      health["uptimeSeconds"]?.integer.map { Words.span($0) } ?? "",
    ]
  }

  private static func words(of reason: String) -> String {
    switch reason {
    case "store-full": "there is no room to store anything more"
    case "parked": "events of another service could not be applied (holdfast ask SERVICE parked)"
    case "position-ahead": "it has read more than the other service still holds (refollow)"
    case "waiting-over-7-days": "something has waited for more than 7 days (holdfast ask SERVICE waiting)"
    case _: Words.title(reason)
    }
  }
}
