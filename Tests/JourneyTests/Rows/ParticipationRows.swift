import Contracts
import Testing

// MARK: - Participation

extension Row {
  static let participation: [Row] = codes + meetings + rights + saying
}

/// The year of most reports.
let reportYear = #"{"from":"2022-04-01","to":"2023-03-31"}"#

extension Office {
  /// An office that hears children: C1 and others, ten years old, are in care from 1 April 2022.
  static func hearing(_ profile: String, _ others: String...) throws -> Office {
    let office = try Office(profile, with: .participation)
    for child in ["C1"] + others { try office.enter(child, on: "2022-04-01") }
    return office
  }

  /// Asks participation a command; its result.
  @discardableResult
  func hear(_ method: String, _ params: String) throws -> JSON { try command(method, params, at: .participation) }

  /// Asks participation a question once all is followed; of the year of the report unless it says otherwise.
  func heard(_ question: String, _ params: String = reportYear) throws -> JSON {
    try settle()
    return try ask(question, params, at: .participation)
  }

  /// A list of a question's answer, each item by these members joined.
  func heard(_ question: String, _ list: String, _ names: [String], _ params: String = reportYear) throws -> [String] {
    try heard(question, params)[list]?.array?.map { item in
      names.map { name in
        item[name]?.string ?? item[name]?.integer.map(String.init) ?? item[name]?.boolean.map { "\($0)" } ?? "-"
      }.joined(separator: " ")
    } ?? []
  }

  /// The events of a type that participation told, by their data.
  func toldHere(_ type: String) throws -> [JSON] {
    try settle()
    return try told(type, at: .participation).compactMap { $0["data"] }
  }

  /// Records how a child took part in a review.
  func code(_ review: String, _ members: String) throws {
    try hear("record-participation", #"{"review":"\#(review)",\#(members)}"#)
  }
}
