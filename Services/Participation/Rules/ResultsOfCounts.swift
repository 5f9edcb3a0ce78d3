import Contracts

extension Results {
  private static func count(_ name: String, _ words: String) -> Field {
    .required(name, .integer(0...100_000_000), words)
  }

  private static func rate(_ words: String, _ name: String = "rate") -> Field {
    .optional(name, .number(0...100), "\(words), in per cent; left out where there are none")
  }

  private static func rows(_ name: String, _ fields: [Field], _ words: String) -> Field {
    .required(name, .list(.object(fields), 0...100_000), words)
  }

  static let profile: [Field] = [
    count("reviews", "reviews complete in the period"),
    count("uncoded", "those of them without a code"),
    rate("PN1 to PN6 of PN1 to PN7", "contributedRate"),
    rate("PN1 to PN4 of PN1 to PN7", "attendedRate"),
    rate("PN7 of all with a code", "unheardRate"),
    rate("PN0 of all with a code", "underFourRate"),
    rows(
      "codes", [.required("code", .code(ParticipationCode.self), "the code"), count("reviews", "reviews with it")],
      "by code, each of them"),
    rows(
      "channels", [.required("channel", .word, "attended, or the channel of views"), count("reviews", "reviews")],
      "by way of taking part; a review may have several"),
    rows(
      "chairing",
      [
        .required("ages", .oneOf(["under-10", "10-13", "14-plus", "unknown"]), "the age at the review"),
        count("coded", "reviews with a code"), count("full", "chaired by the child"),
        count("part", "chaired in part"), count("none", "said not to be chaired"), rate("chaired or in part"),
      ], "how many children chaired, by age"),
    rows(
      "needs",
      [
        .required("need", .word, "the recorded need, or none-recorded"), count("coded", "reviews with PN1 to PN7"),
        count("contributed", "those with PN1 to PN6"), count("attended", "those with PN1 to PN4"),
        rate("contributed of coded"),
      ], "by need of the child"),
    rows(
      "needsByChannel",
      [.required("need", .word, "the need"), .required("channel", .word, "the way"), count("reviews", "reviews")],
      "by need and way of taking part"),
  ]

  static let notTakingPart: [Field] = [
    .required(
      "items",
      .list(
        .object([
          .required("child", .identifier, "the child"), count("times", "reviews of the period with PN7"),
          count("of", "its reviews of the period with a code"),
          .required("again", .boolean, "whether it was more than once"),
          .required("lastOn", .date, "when the last of them was complete"),
          .required("last", .review, "the last of them"),
          .optional("officer", .identifier, "the child's officer at the end of the period"),
        ]), 0...Participation.pageLength), "the children, in order of id"),
    .optional("next", .text(1...128), "the cursor for after, where there are more"),
  ]

  static let attendance: [Field] = [
    count("reviews", "reviews complete in the period"), count("recorded", "those whose attendance was recorded"),
    count("inPerson", "those at which all who came were in the room"), count("hybrid", "those at which some were"),
    count("virtual", "those at which nobody was"),
    count("chosenByChild", "reviews to which the child chose whom to invite"),
    count("bothParentsConsulted", "reviews before which both parents were consulted"),
    count("bothParentsInvited", "reviews to which both were invited"),
    count("bothParentsAttended", "reviews to which both came"),
    rate("reviews to which both came, of those recorded", "bothParentsAttendedRate"),
    count("conferences", "conferences of the period whose attendance was recorded"),
    count("quorate", "meetings said to be quorate"), count("notQuorate", "meetings said not to be"),
    rows(
      "people",
      [
        .required("at", .oneOf(["review", "conference"]), "at which kind of meeting"),
        .required("role", .word, "the role"), .optional("agency", .word, "the agency"),
        count("invited", "times invited"), count("attended", "times there"), count("inPerson", "in the room"),
        count("virtual", "by video"), count("phone", "by phone"), count("absent", "not there"),
        count("reports", "reports given"),
      ], "by role and agency"),
  ]

  static let feedback: [Field] = [
    count("times", "how often anything was said"),
    rows(
      "rows",
      [
        .required("from", .word, "the role of those who said it"), .required("kind", .word, "the kind"),
        .optional("about", .word, "the matter"), count("times", "how often"),
      ], "by role, kind and matter"),
    .required(
      "letters",
      .object([
        count("issued", "letters of the period that can be answered by a token"),
        count("answered", "those of them that were, whenever"), rate("answered of issued"),
      ]), "answers to letters"),
  ]

  static let rights: [Field] = [
    count("children", "children in care at the end of the period"),
    rows(
      "rows",
      [
        .required(
          "right", .oneOf(["information", "preference", "advocate", "independent-visitor", "interpreter"]),
          "which"),
        .required("kind", .word, "the kind, or what became of the offer"), count("times", "how often in the period"),
        count("children", "of the children counted, those who ever had it"), rate("the share of them"),
      ], "what children were told, offered and asked"),
    .required(
      "sheets",
      .object([
        count("due", "sheets of new officers due in the period"), count("given", "those of them given"),
        count("inTime", "those given by their day"), rate("in time of due"),
      ]), "the sheets that tell children of a new officer"),
  ]

  static let leadTimes: [Field] = [
    rows(
      "rows",
      [
        .required("kind", .word, "papers and the like, invitation or consultation"),
        .required("to", .word, "the role of those who had it"), count("times", "how often"),
        .required("medianDays", .number(-100_000...100_000), "the median of calendar days before the review"),
        .required("fewestDays", .integer(-100_000...100_000), "the fewest of them"),
        .required("mostDays", .integer(-100_000...100_000), "the most"), count("afterReview", "how often too late"),
      ], "by kind and role")
  ]

  static let footprint: [Field] = [
    rows(
      "rows",
      [
        .required("kind", .word, "what was done"), .optional("of", .word, "the role, channel or kind"),
        count("times", "how often"),
      ], "by what was done")
  ]
}
