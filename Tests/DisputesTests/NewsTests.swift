import Contracts
import DisputesRules
import Testing

@Test func `events of scheduling that mean nothing here change nothing`() throws {
  let room = try Room()
  let types = [
    "child-left-care", "officer-changed", "officer-allocated", "review-due", "recommendation-made", "conference-held",
    "visit-recorded", "finding-recorded", "deadline-approaching", "something-new",
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

@Test func `an event that means something here and cannot be read is refused, and changes nothing`() throws {
  let room = try Room()
  let types = [
    "policy-adopted", "calendar-adopted", "child-entered-care", "child-details-changed", "complaint-made",
    "court-event-recorded", "cohort-joined", "cohort-left", "review-held", "care-plan-changed", "audit-completed",
    "deadline-missed", "fact-withdrawn", "notification-late",
  ]
  for (index, type) in types.enumerated() {
    let line = """
      {"specversion":"1.0","id":"\(index)","source":"/test","type":"\(type)","subject":"C1","authority":"westminster",\
      "data":{"child":"C1","team":"north"},"receivedtime":"2022-05-01T12:00:00Z","sequence":"\(Sequence(9).text)"}
      """
    let event = try Event(told: Array(line.utf8))
    let look = Look<DisputesState>(event.authority) { _ in nil }
    #expect(throws: Refusal.self) { try Disputes.rules.react(event, .scheduling, look, room.moment) }
    for stream in Disputes.rules.mirrors(event, .scheduling) where !type.hasPrefix("child-") {
      var state: DisputesState?
      Disputes.rules.absorb(&state, stream, event, .scheduling)
      #expect(state == nil)
    }
    #expect(Disputes.rules.mirrors(event, .reporting).isEmpty)
  }
}
