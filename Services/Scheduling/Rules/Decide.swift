import Contracts
import Policy

/// The commands of scheduling, by their wire names.
enum SchedulingCommand: String, CaseIterable {
  case adoptPolicy = "adopt-policy"
  case adoptCalendar = "adopt-calendar"

  case registerOfficer = "register-officer"
  case changeOfficer = "change-officer"
  case setFundedPosts = "set-funded-posts"
  case allocateOfficer = "allocate-officer"
  case reallocateChildren = "reallocate-children"

  case bookReview = "book-review"
  case moveReview = "move-review"
  case cancelReview = "cancel-review"
  case adjournReview = "adjourn-review"
  case decideEarlyReview = "decide-early-review"
  case holdReview = "hold-review"

  case completeRecord = "complete-record"
  case distributeRecord = "distribute-record"
  case issueLetter = "issue-letter"
  case makeRecommendation = "make-recommendation"
  case closeRecommendation = "close-recommendation"

  case recordPreDiscussion = "record-pre-discussion"
  case recordVisit = "record-visit"
  case recordOversight = "record-oversight"
  case recordContact = "record-contact"
  case holdMidwayReview = "hold-midway-review"
  case recordDocument = "record-document"

  case holdConference = "hold-conference"
  case distributeConferenceRecord = "distribute-conference-record"
  case completeAudit = "complete-audit"
  case drawSample = "draw-sample"
  case recordFinding = "record-finding"
  case recordActivity = "record-activity"
}

/// What comes of commands: each room of them has a file of its own.
enum Decide {
  /// What a command is decided by.
  struct Room {
    let ask: Ask
    let look: Look<SchedulingState>
    let moment: Moment

    /// The params as the command's message; validated before.
    func asked<Asked: Message>(_: Asked.Type = Asked.self) throws(Refusal) -> Asked { try Asked.decoded(ask.params) }

    /// What was adopted.
    var policy: AdoptedPolicy { look.policy }
    var today: CivilDate { moment.today }

    /// What is known of a child.
    ///
    /// - Throws: -32002 where the child is not known.
    func child(_ child: ChildID, at: String = "/child") throws(Refusal) -> ChildRecord {
      guard let known = look.child(child) else { throw Refusal(.childNotFound, at: at) }
      return known
    }

    /// What comes of an event about a child: the event, and what is to be told again because of it.
    func told(_ message: some Message, about subject: String, _ child: ChildRecord) -> [Draft] {
      let draft = Draft(message, about: subject)
      var after = child
      after.fold(
        Event(
          made: draft, authority: look.authority, key: .init(source: "/decided", id: "decided"), correlationid: nil,
          causationid: nil, receivedtime: moment.now, sequence: .zero))
      return [draft] + Reckon.changes(after, policy, on: today)
    }
  }

  /// What comes of a command.
  ///
  /// - Throws: a refusal that names everything wrong.
  static func decide(_ ask: Ask, _ look: Look<SchedulingState>, _ moment: Moment) throws(Refusal) -> Decision {
    let room = Room(ask: ask, look: look, moment: moment)
    return switch SchedulingCommand(rawValue: ask.method) {
    case .adoptPolicy: try adoptPolicy(room)
    case .adoptCalendar: try adoptCalendar(room)
    case .registerOfficer: try registerOfficer(room)
    case .changeOfficer: try changeOfficer(room)
    case .setFundedPosts: try setFundedPosts(room)
    case .allocateOfficer: try allocateOfficer(room)
    case .reallocateChildren: try reallocateChildren(room)
    case .bookReview: try bookReview(room)
    case .moveReview: try moveReview(room)
    case .cancelReview: try cancelReview(room)
    case .adjournReview: try adjournReview(room)
    case .decideEarlyReview: try decideEarlyReview(room)
    case .holdReview: try holdReview(room)
    case .completeRecord: try completeRecord(room)
    case .distributeRecord: try distributeRecord(room)
    case .issueLetter: try issueLetter(room)
    case .makeRecommendation: try makeRecommendation(room)
    case .closeRecommendation: try closeRecommendation(room)
    case .recordPreDiscussion: try recordPreDiscussion(room)
    case .recordVisit: try recordVisit(room)
    case .recordOversight: try recordOversight(room)
    case .recordContact: try recordContact(room)
    case .holdMidwayReview: try holdMidwayReview(room)
    case .recordDocument: try recordDocument(room)
    case .holdConference: try holdConference(room)
    case .distributeConferenceRecord: try distributeConferenceRecord(room)
    case .completeAudit: try completeAudit(room)
    case .drawSample: try drawSample(room)
    case .recordFinding: try recordFinding(room)
    case .recordActivity: try recordActivity(room)
    case nil: throw Refusal(.noMethod, "no-such-method")
    }
  }
}
