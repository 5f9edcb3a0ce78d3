/// Where a child lives, as a fact tells it (`protocol.md` §5).
public struct Placement: Codable, Hashable, Sendable {
  /// The placement type.
  public let type: PlacementType
  /// Who provides it; blank for temporary and some other placements.
  public let provider: PlacementProvider?
  /// Whether it is registered, unregistered or unregulated; registered where nothing is said.
  public let registration: String?
  /// Miles from the child's home.
  public let distanceMiles: Double?
  /// Whether it lies in the authority's own area.
  public let inArea: Bool?
  /// The provider's unique reference number.
  public let urn: String?
  /// The child's home postcode.
  public let homePostcode: String?
  /// The placement's postcode.
  public let postcode: String?

  /// The members of a placement.
  public static let fields: [Field] = [
    .required("type", .code(PlacementType.self), "the placement type (SSDA903 PLACE)"),
    .optional("provider", .code(PlacementProvider.self), "who provides it (SSDA903 PLACE_PROVIDER)"),
    .optional("registration", .oneOf(["registered", "unregistered", "unregulated"]), "default registered"),
    .optional("distanceMiles", .number(0...1_000), "miles from the child's home"),
    .optional("inArea", .boolean, "whether it lies in the authority's own area"),
    .optional("urn", .text(1...9), "the provider's unique reference number"),
    .optional("homePostcode", .text(2...8), "the child's home postcode"),
    .optional("postcode", .text(2...8), "the placement's postcode"),
  ]
}

/// A child began to be looked after: a period of care begins.
public struct ChildEnteredCare: Message {
  public let child: ChildID
  public let enteredOn: CivilDate
  public let dateOfBirth: CivilDate
  public let sex: Sex
  public let ethnicity: Ethnicity
  public let legalStatus: LegalStatus
  public let categoryOfNeed: CategoryOfNeed
  public let placement: Placement
  public let unaccompaniedAsylumSeeking: Bool?
  public let approvedOn: CivilDate?
  public let siblings: [ChildID]?
  public let team: KebabWord?
  public let area: KebabWord?
  public let needs: [KebabWord]?
  public let upn: String?
  public let ownChildBornOn: CivilDate?

  public static let name = "child-entered-care"
  public static let words = "A child began to be looked after: a period of care begins."
  public static let fields: [Field] = [
    .required("child", .identifier, "the authority's own pseudonymous id of the child"),
    .required("enteredOn", .date, "the day on which the child became looked after"),
    .required("dateOfBirth", .date, "the child's date of birth"),
    .required("sex", .code(Sex.self), "SSDA903 SEX"),
    .required("ethnicity", .code(Ethnicity.self), "SSDA903 ETHNIC"),
    .required("legalStatus", .code(LegalStatus.self), "SSDA903 LS"),
    .required("categoryOfNeed", .code(CategoryOfNeed.self), "SSDA903 CIN; stays for the whole period of care"),
    .required("placement", .object(Placement.fields), "where the child lives"),
    .optional("unaccompaniedAsylumSeeking", .boolean, "default false"),
    .optional("approvedOn", .date, "when coming into care was approved"),
    .optional("siblings", .list(.identifier, 0...30), "brothers and sisters in care"),
    .optional("team", .word, "the social work team"),
    .optional("area", .word, "the area of the authority"),
    .optional("needs", .list(.word, 0...30), "recorded needs"),
    .optional("upn", .text(3...13), "the unique pupil number, or UN1 to UN5"),
    .optional("ownChildBornOn", .date, "of a mother: the birth of her own first child (SSDA903 MOTHER, MC_DOB)"),
  ]
}

/// A child ceased to be looked after: the period of care ends.
public struct ChildLeftCare: Message {
  public let child: ChildID
  public let leftOn: CivilDate
  public let reasonEpisodeCeased: ReasonEpisodeCeased

  public static let name = "child-left-care"
  public static let words = "A child ceased to be looked after: the period of care ends."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .required("leftOn", .date, "the day on which the child ceased to be looked after"),
    .required("reasonEpisodeCeased", .code(ReasonEpisodeCeased.self), "SSDA903 REC; not X1"),
  ]
}

/// A child's legal status changed.
public struct LegalStatusChanged: Message {
  public let child: ChildID
  public let changedOn: CivilDate
  public let legalStatus: LegalStatus

  public static let name = "legal-status-changed"
  public static let words = "A child's legal status changed."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .required("changedOn", .date, "the day of the change"),
    .required("legalStatus", .code(LegalStatus.self), "SSDA903 LS"),
  ]
}

/// A child moved to another placement, or the placement's standing changed.
public struct PlacementChanged: Message {
  public let child: ChildID
  public let changedOn: CivilDate
  public let placement: Placement
  public let reasonForPlacementChange: ReasonForPlacementChange
  public let planned: Bool?

  public static let name = "placement-changed"
  public static let words = "A child moved to another placement, or the placement's standing changed."
  public static let fields: [Field] = [
    .required("child", .identifier, "the child"),
    .required("changedOn", .date, "the day of the change"),
    .required("placement", .object(Placement.fields), "where the child lives from that day"),
    .required("reasonForPlacementChange", .code(ReasonForPlacementChange.self), "SSDA903 REASON_PLACE_CHANGE"),
    .optional("planned", .boolean, "whether the move was planned"),
  ]
}
