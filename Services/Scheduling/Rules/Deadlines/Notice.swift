import Contracts
import Policy

/// How an entry to care became known to the service: approved, entered, recorded, known; each step measured.
enum Notice {
  /// That an entry became known more than 5 working days after it (figure `late-notifications`): with each gap, and
  /// whose the longest was.
  static func late(
    _ child: ChildRecord, _ event: Event, _ policy: AdoptedPolicy, _ moment: Moment
  ) -> Draft? {
    guard let told = try? ChildEnteredCare.of(event) else { return nil }
    let calendar = policy.calendar
    let limit = DueDates.due(.notice, anchor: told.enteredOn, calendar: calendar, profile: .statutory)?.dueOn
    guard let limit, moment.today > limit,
      let count = calendar.workingDays(after: told.enteredOn, through: moment.today)
    else { return nil }
    let recordedOn = event.recordedtime?.londonDate
    let toRecord = recordedOn.flatMap { calendar.workingDays(after: told.enteredOn, through: $0) }
    let toKnow = recordedOn.flatMap { calendar.workingDays(after: $0, through: moment.today) }
    let (cause, owner) = cause(toRecord: toRecord, toKnow: toKnow)
    let late = NotificationLate(
      child: told.child, enteredOn: told.enteredOn, knownOn: moment.today, workingDays: count,
      approvedOn: told.approvedOn, recordedOn: recordedOn, team: told.team, cause: cause, owner: owner,
      approvalToEntryWorkingDays: told.approvedOn.flatMap { calendar.workingDays(after: $0, through: told.enteredOn) },
      entryToRecordWorkingDays: toRecord, recordToKnownWorkingDays: toKnow)
    return Draft(late, about: told.child.text)
  }

  /// What made a notice late, and whose the days were: the longer of writing the entry down and of sending it on.
  static func cause(toRecord: Int?, toKnow: Int?) -> (cause: KebabWord?, owner: KebabWord?) {
    guard let toRecord, let toKnow else { return (nil, nil) }
    return toRecord >= toKnow
      ? (KebabWord("recorded-late"), KebabWord("social-work-team"))
      : (KebabWord("sent-late"), KebabWord("sending-system"))
  }
}
