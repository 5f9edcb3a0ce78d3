/// How a child took part in a review (SSDA903 item REVIEW_CODE, rule 167).
public enum ParticipationCode: String, CodeSet {
  case pn0 = "PN0"
  case pn1 = "PN1"
  case pn2 = "PN2"
  case pn3 = "PN3"
  case pn4 = "PN4"
  case pn5 = "PN5"
  case pn6 = "PN6"
  case pn7 = "PN7"

  /// The set's name on the wire.
  public static let setName = "participation"

  /// The official description.
  public var words: String {
    switch self {
    case .pn0: "Child aged under 4 at the time of the review"
    case .pn1: "Child physically attends and speaks for him or herself (Attendance)"
    case .pn2:
      "Child physically attends and an advocate speaks on his or her behalf (Attendance, views represented "
        + "by advocate or IRO)"
    case .pn3: "Child attends and conveys his or her view symbolically (non-verbally) (Attendance symbols)"
    case .pn4:
      "Child physically attends but does not speak for him or herself, does not convey his or her view "
        + "symbolically (non-verbally) and does not ask an advocate to speak for him or her (Attendance without "
        + "contribution)"
    case .pn5:
      "Child does not attend physically but briefs an advocate to speak for him or her (Views represented by "
        + "advocate or IRO through texting, written format, phone, audio/video, viewpoint)"
    case .pn6:
      "Child does not attend but conveys his or her feelings to the review by a facilitative medium (Texting "
        + "the chair, written format, phone, audio/video, viewpoint)"
    case .pn7: "Child does not attend nor are his or her views conveyed to the review"
    }
  }
}

extension ParticipationCode {
  /// True where the review counts in the measures of participation: the child was 4 or over (PN1 to PN7).
  public var isMeasured: Bool { self != .pn0 }

  /// True where the child was at the review (PN1 to PN4).
  public var attended: Bool {
    switch self {
    case .pn1, .pn2, .pn3, .pn4: true
    case .pn0, .pn5, .pn6, .pn7: false
    }
  }

  /// True where the child counts as having contributed, as authorities publish it (PN1 to PN6): PN4 is attendance and
  /// counts, although its own words say "without contribution".
  public var contributed: Bool {
    switch self {
    case .pn1, .pn2, .pn3, .pn4, .pn5, .pn6: true
    case .pn0, .pn7: false
    }
  }

  /// True where the code's own words say that the child's views reached the review: as `contributed`, without PN4.
  public var conveyedViews: Bool { contributed && self != .pn4 }
}
