import Contracts
import DisputesRules
import Foundation
import Journal
import ParticipationRules
import ReportingRules
import SchedulingRules
import Support
import Testing

@testable import Loop

/// What a key may do, asked of every method with every permission, for its own authority and for another's.
@Suite struct PermissionTests {
  /// One square of the matrix.
  struct Square: CustomStringConvertible {
    let service: ServiceName
    let method: String
    let permission: Permission
    let isOwn: Bool
    var description: String {
      "\(service.rawValue) \(method), \(permission.rawValue), \(isOwn ? "own" : "foreign") authority"
    }
  }

  /// What a desk says to one line.
  struct Desk<State: StreamState> {
    let rules: Rules<State>
    let authorities: Set<Authority>?

    func outcome(_ line: [UInt8], _ caller: Caller) throws -> Result<JSON, Refusal>? {
      let turn = try Turn(
        service: Service(rules: rules), store: MemoryStore(),
        settings: TurnSettings(clock: .follow, authorities: authorities))
      turn.ask(line, from: Peer([Array("c".utf8)]), caller)
      for output in turn.outputs {
        switch output {
        case .reply(_, let line): return try Reply(line: line).outcome
        case .long: return .success(.null)
        case .tell, .askAgain: continue
        }
      }
      return nil
    }
  }

  static func methods(of service: ServiceName) -> [Method] {
    let own =
      switch service {
      case .scheduling: Scheduling.rules.catalogue.methods
      case .participation: Participation.rules.catalogue.methods
      case .disputes: Disputes.rules.catalogue.methods
      case .reporting: Reporting.rules.catalogue.methods
      }
    return SharedMethods.methods(of: service) + own
  }

  static func answer(
    _ service: ServiceName, _ line: [UInt8], _ caller: Caller, serving: Set<Authority>? = nil
  ) throws -> Result<JSON, Refusal>? {
    switch service {
    case .scheduling: try Desk(rules: Scheduling.rules, authorities: serving).outcome(line, caller)
    case .participation: try Desk(rules: Participation.rules, authorities: serving).outcome(line, caller)
    case .disputes: try Desk(rules: Disputes.rules, authorities: serving).outcome(line, caller)
    case .reporting: try Desk(rules: Reporting.rules, authorities: serving).outcome(line, caller)
    }
  }

  /// The line recorded for a method, without what only a key that may import may say.
  static func recorded(_ method: String) throws -> Request {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../ContractsTests/Golden/\(method).json").standardized
    let bytes = [UInt8](try Data(contentsOf: file)).filter { $0 != 0x0A }
    let request = try Request(line: bytes)
    guard case .object(var members) = request.params.without("receivedtime") else { return request }
    members.list = members.list.map { ($0.name, $0.name == "event" ? $0.value.without("receivedtime") : $0.value) }
    return Request(id: request.id, method: request.method, params: .object(members))
  }

  static let westminster = Authority("westminster")
  static let camden = Authority("camden")

  @Test(arguments: ServiceName.allCases)
  func `every method wants the permissions it declares, and of another's authority a key learns nothing`(
    service: ServiceName
  ) throws {
    let (own, foreign) = (try #require(Self.westminster), try #require(Self.camden))
    var squares = 0
    for method in Self.methods(of: service) {
      let request = try Self.recorded(method.name)
      let namesAuthority = request.params["authority"] != nil || request.params["event"] != nil
      let at = request.params["event"] == nil ? "/authority" : "/event/authority"
      let unserved = Result<JSON, Refusal>.failure(Refusal(.notFound, "authority-not-found", at: at))
      for permission in Permission.allCases {
        for authority in [own, foreign] {
          squares += 1
          let square = Square(
            service: service, method: method.name, permission: permission, isOwn: authority == own)
          let caller = Caller(name: "k", permissions: [permission], authorities: [authority])
          let answer = try #require(try Self.answer(service, request.line, caller), "\(square)")
          let isAllowed = method.permissions.isEmpty || method.permissions.contains(permission)
          if !isAllowed {
            #expect(answer == .failure(Refusal(.notAllowed, "no-permission")), "\(square)")
          } else if authority == foreign, namesAuthority {
            #expect(answer == unserved, "\(square)")
            // To the letter what is said of an authority that is served to nobody here.
            let everybody = Caller(name: "k", permissions: [permission], authorities: nil)
            #expect(answer == (try Self.answer(service, request.line, everybody, serving: [foreign])), "\(square)")
          } else if case .failure(let refusal) = answer {
            #expect(
              refusal.code != .notAllowed && refusal != Refusal(.notFound, "authority-not-found", at: at), "\(square)")
          }
        }
      }
    }
    #expect(squares >= 200)
  }

  @Test(arguments: ServiceName.allCases)
  func `a key that is listed no more is answered nothing but that`(service: ServiceName) throws {
    for method in Self.methods(of: service).map(\.name) + ["no-such-thing"] {
      let request = method == "no-such-thing" ? nil : try Self.recorded(method)
      let line = request?.line ?? Request(id: .string("1"), method: method, params: .object([])).line
      #expect(
        try Self.answer(service, line, .nobody) == .failure(Refusal(.notAllowed, "no-permission")), "\(method)")
    }
  }

  @Test(arguments: ServiceName.allCases)
  func `with ask-figures alone nothing is answered that may tell of a child`(service: ServiceName) throws {
    let own = try #require(Self.westminster)
    let counter = Caller(name: "press", permissions: [.askFigures], authorities: [own])
    var answered: [String] = []
    for method in Self.methods(of: service) {
      let request = try Self.recorded(method.name)
      if try Self.answer(service, request.line, counter) != .failure(Refusal(.notAllowed, "no-permission")) {
        #expect(!method.isTraced, "\(method.name)")
        answered.append(method.name)
      }
    }
    let counts = Self.methods(of: service).filter(\.onlyCounts).map(\.name)
    #expect(Set(answered) == Set(["health", "describe"] + counts))
  }

  @Test func `figures of several authorities are for keys that may know each of them`() throws {
    let (own, other) = (try #require(Self.westminster), try #require(Authority("medway")))
    let line = Array(
      """
      {"jsonrpc":"2.0","id":"1","method":"figures","params":{"authority":"westminster",\
      "authorities":["westminster","medway"],"from":"2022-04-01","to":"2023-03-31"}}
      """.utf8)
    func answered(_ authorities: Set<Authority>) throws -> Result<JSON, Refusal>? {
      try Self.answer(
        .reporting, line, Caller(name: "k", permissions: [.askFigures], authorities: authorities),
        serving: [own, other])
    }
    let unknown = Result<JSON, Refusal>.failure(Refusal(.notFound, "authority-not-found", at: "/authorities/1"))
    #expect(try answered([own]) == unknown)
    #expect(try answered([own, other]) != unknown)
  }

  @Test func `describe says beside each method what a key must be allowed`() throws {
    for service in ServiceName.allCases {
      let line = Request(id: .string("1"), method: "describe", params: .object([])).line
      let index = try #require(try Self.answer(service, line, .local)).get()
      for method in Self.methods(of: service) {
        let entry = index["methods"]?.array?.first { $0["name"]?.string == method.name }
        #expect(entry?["permissions"] == .strings(method.permissions.map(\.rawValue)), "\(method.name)")
      }
    }
  }

  @Test func `only a key that may import says when something became known`() throws {
    let own = try #require(Self.westminster)
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../ContractsTests/Golden/publish.json").standardized
    let line = [UInt8](try Data(contentsOf: file)).filter { $0 != 0x0A }
    let publisher = Caller(name: "mosaic", permissions: [.publish], authorities: [own])
    #expect(
      try Self.answer(.scheduling, line, publisher)
        == .failure(Refusal(.notAllowed, "no-permission", at: "/event/receivedtime")))
    let importer = Caller(name: "mosaic", permissions: [.publish, .bringHistory], authorities: [own])
    #expect(try #require(try Self.answer(.scheduling, line, importer)).get()["waiting"]?.boolean == true)
  }

  @Test(arguments: [
    ("officer=W-IRO-3", "", nil), ("officer=W-IRO-4", "", "/by/id"), ("", "role=officer", nil),
    ("", "role=team-manager", "/by/role"), ("officer=W-IRO-3", "role=team-manager", "/by/role"),
  ])
  func `by and officer say what the key says`(officer: String, role: String, at: String?) throws {
    let key = AllowListTests.key
    let listed = try AllowedKey(line: "jones \(key) command,ask westminster \(officer) \(role)")
    let request = try Self.recorded("seek-legal-advice")
    let answer = try #require(try Self.answer(.disputes, request.line, Caller(listed)))
    if let at {
      #expect(answer == .failure(Refusal(.notAllowed, "not-the-keys-own", at: at)))
    } else {
      #expect(answer == .failure(Refusal(.notFound, "dispute-not-found", at: "/dispute")).mapMessage(of: answer))
    }
  }

  @Test func `a challenge is withdrawn by its author's own key, whatever others say of themselves`() throws {
    let network = Network(.calm, seed: 5)
    let node = try Node(Disputes.rules, network) { 1_700_000_000_000 }
    func caller(_ more: String) throws -> Caller {
      Caller(try AllowedKey(line: "k\(more.count) \(AllowListTests.key) command,ask westminster \(more)"))
    }
    func ask(_ method: String, _ members: String, _ caller: Caller) throws -> Result<JSON, Refusal> {
      let params = try JSON.read(Array("{\"authority\":\"westminster\",\(members)}".utf8))
      return try node.ask(Request(id: .string("1"), method: method, params: params).line, as: caller).outcome
    }
    let (author, manager) = (try caller("officer=W-1 role=officer"), try caller("role=team-manager"))
    let raise = #""dispute":"D-1","kind":"informal","children":["C1"],"theme":"drift","raisedOn":"2023-11-01""#
    #expect(
      try ask("raise-dispute", raise + #","officer":"W-2""#, author)
        == .failure(Refusal(.notAllowed, "not-the-keys-own", at: "/officer")))
    _ = try ask("raise-dispute", raise + #","officer":"W-1""#, author).get()
    let withdraw = #""dispute":"D-1","on":"2023-11-02","outcome":"withdrawn","by":"#
    for claim in [#"{"role":"team-manager","id":"W-1"}"#, #"{"role":"officer","id":"W-1"}"#] {
      guard case .failure(let refusal) = try ask("resolve-dispute", withdraw + claim, manager) else {
        Issue.record("withdrawn by another")
        return
      }
      #expect(["not-its-author", "not-the-keys-own"].contains(refusal.faults.first?.reason))
    }
    // A challenge told again with another day is another with the same name, and is refused.
    guard case .failure = try ask("raise-dispute", raise.replacing("11-01", with: "10-01"), manager) else {
      Issue.record("dated again by another")
      return
    }
    _ = try ask("resolve-dispute", withdraw + #"{"role":"officer","id":"W-1"}"#, author).get()
  }
}

extension Result where Success == JSON, Failure == Refusal {
  /// The same refusal in the words of another: what counts are code, reason and place.
  func mapMessage(of other: Self) -> Self {
    guard case .failure(let own) = self, case .failure(let theirs) = other else { return self }
    return .failure(Refusal(own.code, own.faults, message: theirs.message, retryAfterMs: own.retryAfterMs))
  }
}
