import Contracts

/// Why scheduling refuses, beside the faults of shape that every service names: a kebab word each, for ever.
enum Reason: String, CaseIterable {
  case typeNotTaken = "type-not-taken"
  case subjectDiffers = "subject-differs"
  case codeNotValidThen = "code-not-valid-then"
  case holidaysNotAscending = "holidays-not-ascending"

  case childNotFound = "child-not-found"
  case officerNotFound = "officer-not-found"
  case reviewNotFound = "review-not-found"
  case profileNotFound = "profile-not-found"
  case sampleNotFound = "sample-not-found"
  case cohortNotFound = "cohort-not-found"

  case enteredInFuture = "entered-in-future"
  case enteredSameDay = "entered-same-day"
  case bornAfterEntry = "born-after-entry"
  case providerMissing = "provider-missing"
  case providerDoesNotFit = "provider-does-not-fit"
  case leftInFuture = "left-in-future"
  case leftBeforeEntry = "left-before-entry"
  case reasonNotOfLeaving = "reason-not-of-leaving"
  case changedInFuture = "changed-in-future"
  case changedBeforeEntry = "changed-before-entry"
  case notInCare = "not-in-care"
  case endsBeforeItBegins = "ends-before-it-begins"
  case milestoneSaysNothing = "milestone-says-nothing"

  case officerExists = "officer-exists"
  case meetingInFuture = "meeting-in-future"
  case meetingBeforeEntry = "meeting-before-entry"
  case meetingAfterLeaving = "meeting-after-leaving"
  case meetingsNotAscending = "meetings-not-ascending"
  case reviewOnThatDay = "review-on-that-day"
  case streamDoesNotRun = "stream-does-not-run"
  case completedBeforeLastMeeting = "completed-before-last-meeting"
  case completedInFuture = "completed-in-future"
  case reviewNotHeld = "review-not-held"
  case reviewHeldAlready = "review-held-already"
  case recordBeforeReview = "record-before-review"
  case recordCompleteAlready = "record-complete-already"
  case decisionsBeforeReview = "decisions-before-review"
  case decisionsInFuture = "decisions-in-future"
  case policyNotAfterLast = "policy-not-after-last"
  case calendarNameTaken = "calendar-name-taken"

  case recommendationNotFound = "recommendation-not-found"
  case noEntryKnown = "no-entry-known"
  case cohortMissing = "cohort-missing"
  case sizeMissing = "size-missing"
  case ownerMissing = "owner-missing"
  case dueOnMissing = "due-on-missing"
  case actionMissing = "action-missing"
  case itemTwice = "item-twice"
  case itemUnknown = "item-unknown"
  case itemMissing = "item-missing"
  case formDoesNotFit = "form-does-not-fit"
  case doneInFuture = "done-in-future"
  case distributedBeforeReview = "distributed-before-review"
  case letterBeforeReview = "letter-before-review"
  case recommendationClosedAlready = "recommendation-closed-already"
  case sampleExists = "sample-exists"
  case populationTooLarge = "population-too-large"
  case notDrawn = "not-drawn"

  case changedBeforePost = "changed-before-post"
  case officerLeft = "officer-left"
  case leftBeforePost = "left-before-post"
  case changesNothing = "changes-nothing"
  case noOfficerFits = "no-officer-fits"
  case sameOfficer = "same-officer"
  case noChildrenAllocated = "no-children-allocated"
  case tooManyChildren = "too-many-children"
  case noSuchMonth = "no-such-month"
  case outsideForecast = "outside-forecast"
  case forecastTooLarge = "forecast-too-large"

  case dayMissing = "day-missing"
  case conferenceNotFound = "conference-not-found"
  case bookedAlready = "booked-already"
  case bookedInPast = "booked-in-past"
  case notBooked = "not-booked"
  case movedToSameDay = "moved-to-same-day"
  case meetingBeforeLast = "meeting-before-last"
  case adjournedAlready = "adjourned-already"
  case adjournedTooLong = "adjourned-too-long"
  case dueOnPast = "due-on-past"
  case conferenceExists = "conference-exists"
  case conferenceOnThatDay = "conference-on-that-day"
  case strategyAfterConference = "strategy-after-conference"
  case distributedBeforeConference = "distributed-before-conference"

  /// The number of a refusal for this reason.
  var code: ErrorCode {
    switch self {
    case .typeNotTaken, .subjectDiffers, .codeNotValidThen, .holidaysNotAscending: .wrongParams
    case .childNotFound, .officerNotFound, .reviewNotFound, .profileNotFound, .sampleNotFound, .cohortNotFound:
      .notFound
    case .enteredInFuture, .enteredSameDay, .bornAfterEntry, .providerMissing, .providerDoesNotFit, .leftInFuture,
      .leftBeforeEntry, .reasonNotOfLeaving, .changedInFuture, .changedBeforeEntry, .notInCare, .endsBeforeItBegins,
      .milestoneSaysNothing, .officerExists,
      .reviewHeldAlready,
      .meetingInFuture, .meetingBeforeEntry, .meetingAfterLeaving, .meetingsNotAscending, .reviewOnThatDay,
      .streamDoesNotRun, .completedBeforeLastMeeting, .completedInFuture, .reviewNotHeld, .recordBeforeReview,
      .recordCompleteAlready, .decisionsBeforeReview, .decisionsInFuture, .policyNotAfterLast, .calendarNameTaken:
      .refused
    case .cohortMissing, .sizeMissing, .ownerMissing, .dueOnMissing, .actionMissing, .itemTwice: .wrongParams
    case .recommendationNotFound, .noEntryKnown: .notFound
    case .itemUnknown, .itemMissing, .formDoesNotFit, .doneInFuture, .distributedBeforeReview, .letterBeforeReview,
      .recommendationClosedAlready, .sampleExists, .populationTooLarge, .notDrawn:
      .refused
    case .changesNothing, .noSuchMonth, .outsideForecast, .forecastTooLarge: .wrongParams
    case .changedBeforePost, .officerLeft, .leftBeforePost, .noOfficerFits, .sameOfficer, .noChildrenAllocated,
      .tooManyChildren:
      .refused
    case .dayMissing: .wrongParams
    case .conferenceNotFound: .notFound
    case .bookedAlready, .bookedInPast, .notBooked, .movedToSameDay, .meetingBeforeLast, .adjournedAlready,
      .adjournedTooLong, .dueOnPast, .conferenceExists, .conferenceOnThatDay, .strategyAfterConference,
      .distributedBeforeConference:
      .refused
    }
  }

  /// The reason as a sentence for a person; it names no child.
  var words: String {
    switch self {
    case .typeNotTaken: "scheduling does not take facts of this type"
    case .subjectDiffers: "the subject is not the child that data names"
    case .codeNotValidThen: "the code was not valid on that day"
    case .holidaysNotAscending: "the holidays are not in order"
    case .childNotFound: "no such child is known"
    case .officerNotFound: "no such officer is registered"
    case .reviewNotFound: "no such review is known"
    case .profileNotFound: "no profile of this name is built in"
    case .sampleNotFound: "no such sample was drawn"
    case .cohortNotFound: "no such cohort is kept by scheduling"
    case .enteredInFuture: "care cannot start in the future"
    case .enteredSameDay: "an entry of this child on this day is known already"
    case .bornAfterEntry: "the child was born after entering care"
    case .providerMissing: "this type of placement needs a provider"
    case .providerDoesNotFit: "the provider PR0 goes only with the placement P1 (SSDA903 rule 550)"
    case .leftInFuture: "care cannot end in the future"
    case .leftBeforeEntry: "care cannot end before it begins"
    case .reasonNotOfLeaving: "X1 ends an episode and not a period of care"
    case .changedInFuture: "a change cannot lie in the future"
    case .changedBeforeEntry: "a change cannot lie before entry to care"
    case .notInCare: "the child is not in care on that day"
    case .endsBeforeItBegins: "an end cannot lie before its beginning"
    case .milestoneSaysNothing: "a milestone says when it is due, when it was done, or both"
    case .officerExists: "the officer is registered already"
    case .meetingInFuture: "a meeting cannot lie in the future"
    case .meetingBeforeEntry: "a meeting cannot lie before entry to care"
    case .meetingAfterLeaving: "a meeting cannot lie after the child left care"
    case .meetingsNotAscending: "the meetings are not in ascending order"
    case .reviewOnThatDay: "a review on that day is known already"
    case .streamDoesNotRun: "the child's reviews did not run on this clock on that day"
    case .completedBeforeLastMeeting: "a review is complete on or after its last meeting"
    case .completedInFuture: "completion cannot lie in the future"
    case .reviewNotHeld: "the review is due and was not held"
    case .reviewHeldAlready: "the review was held already"
    case .recordBeforeReview: "a record is complete on or after the completion of its review"
    case .recordCompleteAlready: "the review's record is complete already"
    case .decisionsBeforeReview: "decisions are sent on or after the review's first meeting"
    case .decisionsInFuture: "decisions cannot be sent in the future"
    case .policyNotAfterLast: "a profile follows the one adopted before it, from a later day"
    case .calendarNameTaken: "a calendar of this name with other days is adopted already"
    case .recommendationNotFound: "no such recommendation is known"
    case .noEntryKnown: "no entry of the child to care is known"
    case .cohortMissing: "a sample of a cohort names the cohort"
    case .sizeMissing: "a sample says its size or its share"
    case .ownerMissing: "an action has an owner"
    case .dueOnMissing: "an action says by when"
    case .actionMissing: "an owner and a day belong to an action"
    case .itemTwice: "an item stands twice"
    case .itemUnknown: "the form has no such item"
    case .itemMissing: "an item of the form is missing"
    case .formDoesNotFit: "the form is not completed for this kind of meeting"
    case .doneInFuture: "what was done cannot lie in the future"
    case .distributedBeforeReview: "a record goes out on or after the completion of its review"
    case .letterBeforeReview: "a letter tells of a review that was held"
    case .recommendationClosedAlready: "the recommendation is closed already"
    case .sampleExists: "a sample of this id was drawn already"
    case .populationTooLarge: "a sample is drawn of 100,000 at most"
    case .notDrawn: "it is not in the sample"
    case .changedBeforePost: "a change of an officer cannot lie before the first day in post"
    case .officerLeft: "the officer has left by then"
    case .leftBeforePost: "an officer cannot leave before coming into post"
    case .changesNothing: "a change says at least one thing that is otherwise"
    case .noOfficerFits: "there is no officer to whom the child can be allocated: see the question proposal"
    case .sameOfficer: "the children are with that officer already"
    case .noChildrenAllocated: "no children are allocated to the officer on that day"
    case .tooManyChildren: "at most 1,000 children are allocated anew at once"
    case .noSuchMonth: "a month is written YYYY-MM"
    case .outsideForecast: "what is supposed must lie within the days of the forecast"
    case .forecastTooLarge: "a forecast is of at most 36 months and 5,000 arrivals, and of 7,000 lines of officers"
    case .dayMissing: "a review that is brought forward has a day by which it is held"
    case .conferenceNotFound: "no such conference is known"
    case .bookedAlready: "the review is booked already: move it"
    case .bookedInPast: "a booking lies ahead"
    case .notBooked: "the review is due and not booked"
    case .movedToSameDay: "the review is booked for that day already"
    case .meetingBeforeLast: "a review meets after the one before it, and after care began"
    case .adjournedAlready: "a review is adjourned once (CPR 2010 reg 36(2))"
    case .adjournedTooLong: "a review is adjourned for at most 20 working days (CPR 2010 reg 36(2))"
    case .dueOnPast: "the day by which the review is to be held is past"
    case .conferenceExists: "a conference of this id is known already"
    case .conferenceOnThatDay: "a conference on that day is known already"
    case .strategyAfterConference: "a strategy discussion comes before its conference"
    case .distributedBeforeConference: "a record goes out on or after its conference"
    }
  }

  /// Why `Policy` finds a profile or a calendar faulty; the pointer says where.
  static let ofPolicy: [(reason: String, words: String)] = [
    ("unknown-member", "a policy has no such member"),
    ("name-taken", "the name is that of the baseline"),
    ("two-units", "the limit is given in two units"),
    ("lowest-over-highest", "the lowest number is over the highest"),
    ("named-twice", "a name or a day stands twice"),
    ("no-stage-to-start-at", "no stage may be started at"),
    ("no-stage-for-alerts", "alerts are asked for, and the ladder has no stage at which one may start"),
    ("no-span", "a length of time is needed: a number of working days, days, weeks or months"),
    ("no-condition", "a cohort needs at least one condition"),
    ("no-age-left", "no age lies between the two"),
    ("outside-the-calendar", "the day lies outside the calendar"),
  ]
}

/// All that is wrong with an ask, gathered so that it can be named at once.
struct Objections {
  private var list: [(reason: Reason, at: String)] = []

  /// Adds an objection to what stands at the JSON pointer `at`.
  mutating func add(_ reason: Reason, at: String) { list.append((reason, at)) }

  /// Adds an objection where `isWrong`.
  mutating func add(_ reason: Reason, at: String, if isWrong: Bool) {
    if isWrong { add(reason, at: at) }
  }

  /// Adds an objection where a code was not valid on a day.
  mutating func add(_ code: (some CodeSet)?, at: String, on day: CivilDate) {
    if let code, !code.isValid(on: day) { add(.codeNotValidThen, at: at) }
  }

  /// Whether there is none yet.
  var isEmpty: Bool { list.isEmpty }

  /// Ends here where there is nothing to object to.
  ///
  /// - Throws: one refusal that names everything: wrong params before things not found before rules of the domain.
  func settle() throws(Refusal) {
    for code in [ErrorCode.wrongParams, .notFound, .refused] {
      guard let first = list.first(where: { $0.reason.code == code }) else { continue }
      let sorted = list.filter { $0.reason.code == code } + list.filter { $0.reason.code != code }
      throw Refusal(code, sorted.map { Fault($0.reason.rawValue, at: $0.at) }, message: first.reason.words)
    }
  }
}

extension Refusal {
  /// A refusal for one reason at the JSON pointer `at`.
  init(_ reason: Reason, at: String) {
    self.init(reason.code, reason.rawValue, at: at, reason.words)
  }
}
