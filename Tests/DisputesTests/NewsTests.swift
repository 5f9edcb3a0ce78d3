import Contracts
import DisputesRules
import Testing

@Test func `events of scheduling that mean nothing here change nothing`() throws {
  let room = try Room()
  let types = [
    "child-entered-care", "child-left-care", "child-details-changed", "fact-withdrawn", "calendar-adopted",
    "officer-changed", "officer-allocated", "review-due", "review-held", "recommendation-made", "conference-held",
    "visit-recorded", "finding-recorded", "deadline-missed", "cohort-left", "something-new",
  ]
  for (index, type) in types.enumerated() {
    let line = """
      {"specversion":"1.0","id":"\(index)","source":"/test","type":"\(type)","subject":"C1","authority":"westminster",\
      "data":{"child":7},"receivedtime":"2022-05-01T12:00:00Z","sequence":"\(Sequence(9).text)"}
      """
    let event = try Event(told: Array(line.utf8))
    let look = Look<DisputesState>(event.authority) { _ in nil }
    #expect(Disputes.rules.mirrors(event, .scheduling).isEmpty)
    #expect(Disputes.rules.stirs(event) == nil)
    #expect(try Disputes.rules.react(event, .scheduling, look, room.moment).isEmpty)
    #expect(Disputes.rules.mirrors(event, .participation).isEmpty)
  }
}
