import Contracts
import Testing

// MARK: - Disputes

extension Row {
  static let disputes: [Row] = challenges + ladders + alerted + inCourt + clinics + practice
}

extension Office {
  /// The period of most rows: the year from April 2022.
  static let year = #""from":"2022-04-01","to":"2023-03-31""#

  /// The data of the events of a type that disputes told.
  func disputed(_ type: String) throws -> [JSON] { try told(type, at: .disputes).compactMap { $0["data"] } }

  /// A command to disputes.
  @discardableResult
  func challenge(_ method: String, _ members: String) throws -> JSON {
    try command(method, "{\(members)}", at: .disputes)
  }

  /// Raises a challenge of this id today; what was told of it.
  @discardableResult
  func raise(_ dispute: String, _ members: String) throws -> JSON {
    try challenge("raise-dispute", #""dispute":"\#(dispute)","raisedOn":"\#(today)",\#(members)"#)
    return try #require(disputed("dispute-raised").last { $0["dispute"]?.string == dispute })
  }

  /// Ends a challenge today.
  func resolve(_ dispute: String, _ outcome: String = "resolved", _ more: String = "") throws {
    try challenge("resolve-dispute", #""dispute":"\#(dispute)","on":"\#(today)","outcome":"\#(outcome)"\#(more)"#)
  }

  /// A question to disputes about a period, the year unless another is given.
  func about(_ method: String, _ members: String = "", in period: String = year) throws -> JSON {
    try ask(method, "{\(period)\(members.isEmpty ? "" : ",")\(members)}", at: .disputes)
  }

  /// How many challenges there were by words, each as `word word: disputes`, or with the children beside them.
  func counts(_ by: String..., in period: String = year, children: Bool = false) throws -> [String] {
    let words = by.map { "\"\($0)\"" }.joined(separator: ",")
    let members = by.map { $0 == "started-at" ? "startedAt" : $0 == "half-year" ? "halfYear" : $0 }
    let items = try about("dispute-counts", "\"by\":[\(words)]", in: period)["items"]?.array ?? []
    return items.map { item in
      let heading = members.map { item[$0]?.string ?? "-" }.joined(separator: " ")
      let concerned = children ? " of \(item["children"]?.integer ?? -1)" : ""
      return "\(heading): \(item["disputes"]?.integer ?? -1)\(concerned)"
    }
  }

  /// A footprint, each line as `who act count`.
  func footprint(by person: String) throws -> [String] {
    (try about("footprint", "\"by\":\"\(person)\"")["items"]?.array ?? []).map {
      "\($0[person]?.string ?? "-") \($0["act"]?.string ?? "") \($0["count"]?.integer ?? -1)"
    }
  }

  /// The reason for which an ask is refused, with its place; nil where it is taken.
  func refusal(_ ask: () throws -> Void) throws -> String? {
    do {
      try ask()
      return nil
    } catch let refusal as Refusal {
      return refusal.faults.first.map { "\($0.reason) \($0.at)" }
    }
  }

  /// Adopts a profile of one's own with these members, from 1 April 2000.
  func adopt(_ members: String) throws {
    try command(
      "adopt-policy", #"{"profile":{"name":"own","extends":"statutory",\#(members)},"from":"2000-04-01"}"#)
  }
}
