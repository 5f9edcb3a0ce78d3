import Contracts
import Foundation
import Support
import Testing

/// A scheduling service, and what others a row needs, as real processes whose clocks follow what they are told.
final class Office {
  let house: House
  private var desks: [ServiceName: Desk] = [:]
  private var counter = 0
  /// The day on which what is told next becomes known, in the morning.
  private(set) var today = "2022-04-01"

  /// An office that has adopted a built-in profile from 1 April 2000; the statutory baseline unless one is named.
  init(_ profile: String? = nil, with others: ServiceName...) throws {
    house = try House()
    for service in [.scheduling] + others {
      try house.start(service)
      let desk = try Desk(house.desk(of: service))
      _ = try desk.ask("health", [], seconds: 30).outcome.get()
      desks[service] = desk
    }
    if let profile { try command("adopt-policy", #"{"profile":"\#(profile)","from":"2000-04-01"}"#) }
  }

  /// Waits until every service has followed the others to their heads, and nothing waits.
  func settle() throws { try house.settle() }

  /// Lets time pass to a day: what is told from then on becomes known on it.
  func on(_ day: String) { today = day }

  /// Lets time pass to a day, with what each day on the way brings.
  func turn(to day: String) throws {
    today = day
    try command("record-activity", #"{"kind":"meeting","on":"\#(day)"}"#)
  }

  /// Publishes a fact; its id, by which it may be withdrawn.
  @discardableResult
  func publish(
    _ type: String, _ data: String, recorded: String? = nil, at service: ServiceName = .scheduling
  ) throws -> String {
    counter += 1
    let data = try JSON.read(Array(data.utf8))
    let id = "fact-\(counter)"
    let event = JSON.object([
      ("specversion", .string("1.0")), ("id", .string(id)), ("source", .string("/test")), ("type", .string(type)),
      ("subject", .string(data["child"]?.string ?? "none")), ("authority", .string("westminster")),
      ("recordedtime", recorded.map { .string("\($0)T09:00:00Z") }),
      ("receivedtime", .string("\(today)T09:00:00Z")), ("data", data),
    ])
    _ = try answer("publish", [("event", event)], service)
    return id
  }

  /// Takes back an event of a service's journal.
  func withdraw(_ event: JSON, at service: ServiceName = .scheduling) throws {
    counter += 1
    let named = JSON.object([("source", event["source"]), ("id", event["id"])])
    let withdrawal = JSON.object([
      ("specversion", .string("1.0")), ("id", .string("fact-\(counter)")), ("source", .string("/test")),
      ("type", .string("fact-withdrawn")), ("subject", event["subject"]), ("authority", .string("westminster")),
      ("receivedtime", .string("\(today)T09:00:00Z")),
      ("data", .object([("event", named), ("reason", .string("told in error"))])),
    ])
    _ = try answer("publish", [("event", withdrawal)], service)
  }

  /// Asks a command; its result.
  @discardableResult
  func command(_ method: String, _ params: String, at service: ServiceName = .scheduling) throws -> JSON {
    let asked = try JSON.read(Array(params.utf8)).members?.list ?? []
    let shared: [(String, JSON?)] = [
      ("authority", .string("westminster")), ("receivedtime", .string("\(today)T09:00:00Z")),
    ]
    return try answer(method, asked.map { ($0.name, $0.value) } + shared, service)
  }

  /// Asks a question; its answer.
  func ask(_ method: String, _ params: String = "{}", at service: ServiceName = .scheduling) throws -> JSON {
    let asked = try JSON.read(Array(params.utf8)).members?.list ?? []
    return try answer(method, asked.map { ($0.name, $0.value) } + [("authority", .string("westminster"))], service)
  }

  private func answer(_ method: String, _ params: [(String, JSON?)], _ service: ServiceName) throws -> JSON {
    let desk = try #require(desks[service], "the office has no \(service.rawValue)")
    return try desk.ask(method, params, seconds: 60).outcome.get()
  }

  /// The events of a type that a service's journal holds, as told, about a child where one is named.
  func told(_ type: String, of child: String? = nil, at service: ServiceName = .scheduling) throws -> [JSON] {
    var events: [JSON] = []
    var after = "0000000000000000000"
    while true {
      let page = try ask("replay", #"{"after":"\#(after)"}"#, at: service)
      let told = page["events"]?.array ?? []
      guard let last = told.last?["sequence"]?.string else { break }
      events += told
      after = last
    }
    return events.filter { $0["type"]?.string == type && (child == nil || $0["data"]?["child"]?.string == child) }
  }

  // MARK: What many rows begin with

  /// A child enters care on a day, which becomes known on that day unless time has passed it.
  func enter(_ child: String, on day: String, _ changes: String = "{}") throws {
    if day > today { today = day }
    let usual = """
      {"child":"\(child)","enteredOn":"\(day)","dateOfBirth":"2012-03-01","sex":"F","ethnicity":"WBRI",\
      "legalStatus":"C1","categoryOfNeed":"N1","placement":{"type":"U6","provider":"PR1"}}
      """
    let changed = try JSON.read(Array(changes.utf8)).members?.list ?? []
    let kept = try JSON.read(Array(usual.utf8)).members?.list ?? []
    let members = kept.filter { member in !changed.contains { $0.name == member.name } } + changed
    try publish("child-entered-care", String(decoding: JSON.object(JSON.Members(members)).line, as: UTF8.self))
  }

  /// A review of a child is held in one meeting; its id.
  @discardableResult
  func hold(_ child: String, on day: String, _ more: String = "") throws -> String {
    if day > today { today = day }
    let held = try command(
      "hold-review",
      #"{"child":"\#(child)","meetings":["\#(day)"],"completedOn":"\#(day)","mode":"in-person"\#(more)}"#)
    return try #require(held["review"]?.string)
  }

  /// An officer is registered from 1 April 2020.
  func register(_ officer: String, _ more: String = "") throws {
    try command(
      "register-officer", #"{"officer":"\#(officer)","from":"2020-04-01","fte":1,"kind":"permanent"\#(more)}"#)
  }

  /// A child's timetable.
  func timetable(_ child: String) throws -> JSON { try ask("timetable", #"{"child":"\#(child)"}"#) }

  /// A child's deadlines of a kind, in order of day.
  func deadlines(_ child: String, _ kind: String) throws -> [JSON] {
    (try timetable(child)["deadlines"]?.array ?? []).filter { $0["kind"]?.string == kind }
  }
}
