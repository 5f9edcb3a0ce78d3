/// Where and with whom a child lives (SSDA903 item PLACE, rule 146).
///
/// No public wording of Z11 to Z14 was found, so their words only repeat the code.
public enum PlacementType: String, CodeSet {
  case a3 = "A3"
  case a4 = "A4"
  case a5 = "A5"
  case a6 = "A6"
  case h5 = "H5"
  case k1 = "K1"
  case k2 = "K2"
  case k3 = "K3"
  case p1 = "P1"
  case p2 = "P2"
  case p3 = "P3"
  case r1 = "R1"
  case r2 = "R2"
  case r3 = "R3"
  case r5 = "R5"
  case s1 = "S1"
  case t0 = "T0"
  case t1 = "T1"
  case t2 = "T2"
  case t3 = "T3"
  case t4 = "T4"
  case u1 = "U1"
  case u2 = "U2"
  case u3 = "U3"
  case u4 = "U4"
  case u5 = "U5"
  case u6 = "U6"
  case z1 = "Z1"
  case z11 = "Z11"
  case z12 = "Z12"
  case z13 = "Z13"
  case z14 = "Z14"

  /// The set's name on the wire.
  public static let setName = "placement-type"

  /// The official description.
  public var words: String {
    switch self {
    case .a3: "Placed for adoption with consent, with current foster carer"
    case .a4: "Placed for adoption with consent, not with current foster carer"
    case .a5: "Placed for adoption with placement order, with current foster carer"
    case .a6: "Placed for adoption with placement order, not with current foster carer"
    case .h5: "Semi-independent living accommodation not subject to children's homes regulations"
    case .k1: "Secure children's home"
    case .k2: "Children's home"
    case .k3: "Registered supported accommodation"
    case .p1: "Placed with own parent(s) or other person(s) with parental responsibility"
    case .p2: "Independent living"
    case .p3: "Residential employment"
    case .r1: "Residential care home"
    case .r2: "NHS or other establishment providing medical or nursing care"
    case .r3: "Family centre or mother and baby unit"
    case .r5: "Young offender institution"
    case .s1: "Residential school, not dual-registered as a children's home"
    case .t0: "Any temporary move"
    case .t1: "Temporary period in hospital"
    case .t2: "Temporary absence of the child on holiday"
    case .t3: "Temporary accommodation while the usual carer is on holiday"
    case .t4: "Temporary accommodation for other reasons, up to seven days"
    case .u1: "Foster placement with relative or friend, long term"
    case .u2: "Foster placement with relative or friend, fostering for adoption or concurrent planning"
    case .u3: "Foster placement with relative or friend, neither long term nor fostering for adoption"
    case .u4: "Foster placement with other carer, long term"
    case .u5: "Foster placement with other carer, fostering for adoption or concurrent planning"
    case .u6: "Foster placement with other carer, neither long term nor fostering for adoption"
    case .z1: "Other placement"
    case .z11: "Other placement, kind Z11"
    case .z12: "Other placement, kind Z12"
    case .z13: "Other placement, kind Z13"
    case .z14: "Other placement, kind Z14"
    }
  }
}

extension PlacementType {
  /// K3 replaced H5 with the 2024/25 return; Z11 to Z14 replaced Z1 with the 2025/26 return.
  public var validFrom: CivilDate? {
    switch self {
    case .k3: CivilDate(year: 2024, month: 4, day: 1)
    case .z11, .z12, .z13, .z14: CivilDate(year: 2025, month: 4, day: 1)
    case .a3, .a4, .a5, .a6, .h5, .k1, .k2, .p1, .p2, .p3, .r1, .r2, .r3, .r5, .s1, .t0, .t1, .t2, .t3, .t4, .u1, .u2,
      .u3, .u4, .u5, .u6, .z1:
      nil
    }
  }

  /// H5 was valid to the end of 2023/24, P2 and Z1 to the end of 2024/25.
  public var validTo: CivilDate? {
    switch self {
    case .h5: CivilDate(year: 2024, month: 3, day: 31)
    case .p2, .z1: CivilDate(year: 2025, month: 3, day: 31)
    case .a3, .a4, .a5, .a6, .k1, .k2, .k3, .p1, .p3, .r1, .r2, .r3, .r5, .s1, .t0, .t1, .t2, .t3, .t4, .u1, .u2, .u3,
      .u4, .u5, .u6, .z11, .z12, .z13, .z14:
      nil
    }
  }

  /// True where the child is placed for adoption (A3 to A6): the reviews then follow AAR 2005 reg 36(3).
  public var isForAdoption: Bool {
    self == .a3 || self == .a4 || self == .a5 || self == .a6
  }

  /// True for the T codes: a move from which the child returns to the usual placement (rule 383).
  public var isTemporary: Bool {
    self == .t0 || self == .t1 || self == .t2 || self == .t3 || self == .t4
  }

  /// True where the return wants a placement provider: not for T0 to T4 and Z11 to Z14 (rule 213).
  public var wantsProvider: Bool {
    !isTemporary && self != .z11 && self != .z12 && self != .z13 && self != .z14
  }
}
