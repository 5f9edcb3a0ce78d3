import Contracts
import ParticipationRules
import Testing

extension Room {
  /// Asks for a command of this authority; `members` are the rest of the params, without braces.
  @discardableResult
  func order(_ method: String, _ members: String) throws -> Outcome {
    try ask(method, "{\"authority\":\"westminster\",\(members)}")
  }

  /// Asks a question of this authority.
  func query(_ method: String, _ members: String = "") throws -> JSON {
    try question(method, "{\"authority\":\"westminster\"\(members.isEmpty ? "" : ",")\(members)}")
  }

  /// The items of a question's answer, each by these members joined.
  func items(_ method: String, _ members: String = "", _ names: String...) throws -> [String] {
    try present(query(method, members)["items"]?.array).map { item in
      names.compactMap { name -> String? in
        if let list = item[name]?.array { return list.compactMap(\.string).joined(separator: "+") }
        return item[name]?.string
      }.joined(separator: " ")
    }
  }

  /// Hears an event of scheduling as its data is written.
  @discardableResult
  func hear<Told: Message>(_ type: Told.Type, _ data: String, about subject: String) throws -> Int {
    try hear(Told.read(json(data)), about: subject)
  }

  /// Hears that a review is due.
  func due(_ review: String, of child: String, _ dueOn: String) throws {
    let because = #"{"rule":"later-review","source":"x","anchor":"2022-01-01","calendar":"c","skipped":[]}"#
    try hear(
      ReviewDue.self,
      """
      {"child":"\(child)","review":"\(review)","stream":"looked-after","number":2,"dueOn":"\(dueOn)",\
      "because":\(because)}
      """, about: review)
  }

  /// Hears that a review was booked.
  func book(_ review: String, of child: String, on day: String) throws {
    try hear(
      ReviewBooked.self,
      """
      {"child":"\(child)","review":"\(review)","stream":"looked-after","number":2,"on":"\(day)","mode":"in-person"}
      """, about: review)
  }

  /// Hears that a child was allocated to an officer, from another or none.
  func allocate(_ child: String, to officer: String, on day: String, from before: String? = nil) throws {
    let before = before.map { #","previousOfficer":"\#($0)""# } ?? ""
    try hear(
      OfficerAllocated.self,
      """
      {"child":"\(child)","officer":"\(officer)","on":"\(day)","enteredOn":"2022-01-01",\
      "first":\(before.isEmpty)\(before)}
      """, about: child)
  }

  /// Hears that the officer saw the child.
  func visit(_ child: String, on day: String) throws {
    try hear(VisitRecorded.self, #"{"child":"\#(child)","on":"\#(day)"}"#, about: child)
  }

  /// Hears that a profile was adopted from a day.
  func adopt(_ profile: String, from day: String) throws {
    try hear(
      PolicyAdopted.self, #"{"name":"own","from":"\#(day)","profile":\#(profile),"hash":"0"}"#, about: "own")
  }
}

/// Runs `body`, which must be refused, and writes the refusal down: code, then `reason at`, one a fault.
func refusal(_ body: () throws -> Void) -> [String] {
  do {
    try body()
    return ["accepted"]
  } catch let refusal as Refusal {
    return [String(refusal.code.rawValue)] + refusal.faults.map { "\($0.reason) \($0.at)" }
  } catch {
    return ["\(error)"]
  }
}
