/// How children took part in the reviews of a period: by code, channel, age and need.
public struct ParticipationProfileQuestion: Message {
  public let authority: Authority
  public let from: CivilDate
  public let to: CivilDate

  public static let name = "participation-profile"
  public static let words = "How children took part in the reviews of a period: by code, channel, age and need."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .required("from", .date, "the first day"),
    .required("to", .date, "the last day"),
  ]
}

/// The children who neither came nor sent views in a period, and how often.
public struct NotTakingPartQuestion: Message {
  public let authority: Authority
  public let from: CivilDate
  public let to: CivilDate
  public let after: String?

  public static let name = "not-taking-part"
  public static let words = "The children who neither came nor sent views in a period, and how often."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .required("from", .date, "the first day"),
    .required("to", .date, "the last day"),
    .optional("after", .text(1...128), "the cursor that an earlier answer gave as next"),
  ]
}

/// Who was invited to the reviews and conferences of a period, who came, and how.
public struct AttendanceQuestion: Message {
  public let authority: Authority
  public let from: CivilDate
  public let to: CivilDate

  public static let name = "attendance"
  public static let words = "Who was invited to the reviews and conferences of a period, who came, and how."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .required("from", .date, "the first day"),
    .required("to", .date, "the last day"),
  ]
}

/// Feedback of a period by role, kind and matter, and how many letters were answered.
public struct FeedbackQuestion: Message {
  public let authority: Authority
  public let from: CivilDate
  public let to: CivilDate

  public static let name = "feedback"
  public static let words = "Feedback of a period by role, kind and matter, and how many letters were answered."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .required("from", .date, "the first day"),
    .required("to", .date, "the last day"),
  ]
}

/// What the children in care were told, offered and asked in a period.
public struct RightsQuestion: Message {
  public let authority: Authority
  public let from: CivilDate
  public let to: CivilDate

  public static let name = "rights"
  public static let words = "What the children in care were told, offered and asked in a period."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .required("from", .date, "the first day"),
    .required("to", .date, "the last day"),
  ]
}

/// How soon before reviews papers, invitations and consultations went out in a period.
public struct LeadTimesQuestion: Message {
  public let authority: Authority
  public let from: CivilDate
  public let to: CivilDate

  public static let name = "lead-times"
  public static let words = "How soon before reviews papers, invitations and consultations went out in a period."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .required("from", .date, "the first day"),
    .required("to", .date, "the last day"),
  ]
}

/// How often each thing was done in a period so that children were heard.
public struct VoiceFootprintQuestion: Message {
  public let authority: Authority
  public let from: CivilDate
  public let to: CivilDate
  public let child: ChildID?
  public let officer: OfficerID?

  public static let name = "voice-footprint"
  public static let words = "How often each thing was done in a period so that children were heard."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .required("from", .date, "the first day"),
    .required("to", .date, "the last day"),
    .optional("child", .identifier, "only for this child"),
    .optional("officer", .identifier, "only for the children of this officer"),
  ]
}
