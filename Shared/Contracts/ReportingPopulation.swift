/// How many children under 18 live in the area of an authority: what rates per 10,000 are set against.
public struct ChildPopulation: MessageBody {
  /// The year on whose 31 March it is used: that of a period that ends from 1 April before to that day.
  public let year: Int
  /// How many children under 18.
  public let children: Int
  /// Whose estimate it is, such as ONS mid-2022.
  public let source: String

  /// The members of a population.
  public static let fields: [Field] = [
    .required("year", .integer(1992...2100), "the year in which the periods end that it is for, on 31 March"),
    .required("children", .integer(1...100_000_000), "how many children under 18"),
    .required("source", .text(1...200), "whose estimate it is, such as ONS mid-2022"),
  ]
}

/// Loads how many children under 18 live in the area; the same year again puts it right.
public struct LoadPopulation: BodyMessage {
  public let body: ChildPopulation

  public static let name = "load-population"
  public static let words = "Loads how many children under 18 live in the area; the same year again puts it right."

  /// The message by its body.
  public init(_ body: ChildPopulation) { self.body = body }
}

/// It was loaded how many children under 18 live in the area.
public struct PopulationLoaded: BodyMessage {
  public let body: ChildPopulation

  public static let name = "population-loaded"
  public static let words = "It was loaded how many children under 18 live in the area."

  /// The message by its body.
  public init(_ body: ChildPopulation) { self.body = body }
}
