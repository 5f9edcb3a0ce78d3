import Contracts
import Foundation
import ParticipationRules
import Testing

/// The lines of the sample year, in order.
private func sample() throws -> [JSON] {
  let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  let text = try String(contentsOf: root.appending(path: "Services/sample/westminster-2022-23.ndjson"), encoding: .utf8)
  return try text.split(separator: "\n").map { try JSON.read(Array($0.utf8)) }
}

@Test func `the sample year counts the participation codes that were published`() throws {
  let room = try Room()
  var held: [String: Int] = [:]
  var completedOn: [String: String] = [:]
  for line in try sample() {
    let request = try present(line["request"])
    let params = try present(request["params"])
    let event = params["event"]
    if let now = (event ?? params)["receivedtime"]?.string { room.moment = Moment(try time(now)) }
    if event?["type"]?.string == "child-entered-care" {
      let entered = try ChildEnteredCare.read(present(event?["data"]))
      try room.hear(entered, about: entered.child.text)
    } else if request["method"]?.string == "hold-review" {
      let child = try present(params["child"]?.string)
      held[child, default: 0] += 1
      let review = "\(child)-R\(try present(held[child]))"
      completedOn[review] = params["completedOn"]?.string
      let meetings = try present(params["meetings"]?.array).compactMap(\.string)
      try room.hold(review, of: child, meetings: meetings, completedOn: completedOn[review])
    } else if line["to"]?.string == "participation" {
      let outcome = try room.ask(present(request["method"]?.string), params)
      #expect(outcome.waitsFor == nil)
      #expect(outcome.warnings.isEmpty)
    }
  }
  var counts: [String: Int] = [:]
  for event in room.told {
    let day = try present(completedOn[event.subject])
    if day >= "2022-04-01", day <= "2023-03-31" { counts[try present(event.data["code"]?.string), default: 0] += 1 }
  }
  #expect((0...7).map { counts["PN\($0)"] } == [54, 349, 6, 3, 2, 4, 45, 42])
  let uncoded = try room.question("uncoded", #"{"authority":"westminster"}"#)
  #expect(uncoded["items"]?.array?.isEmpty == true)
}
