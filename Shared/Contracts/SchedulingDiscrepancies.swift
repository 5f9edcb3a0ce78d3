/// Children of whom what was told does not agree.
public struct CareDiscrepanciesQuestion: Message {
  public let authority: Authority
  public let child: ChildID?
  public let after: String?

  public static let name = "care-discrepancies"
  public static let words = "Children of whom what was told does not agree."
  public static let fields: [Field] = [
    .required("authority", .authority, "the local authority"),
    .optional("child", .identifier, "only this child"),
    .optional("after", .text(1...128), "the cursor that an earlier answer gave as next"),
  ]
}
