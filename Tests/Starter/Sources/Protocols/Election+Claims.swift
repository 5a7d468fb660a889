import Quorate

private let n: Quantity = "n", f: Quantity = "f"
private let some: SetExpression = "A", others: SetExpression = "B", crashed: SetExpression = "F"

extension Election {
    /// Claims that the election stands on, for every number of voters.
    var claims: [Claim] {
        let majority = QuorumSize.majority.quantity()
        return [
            Claim("common-voter", "Two majorities share a voter, who votes once.") {
                some.count >= majority
                others.count >= majority
            } then: {
                (some & others).count >= 1
            },
            Claim("enough-voters", "With n > 2f a majority is left when f voters crash.") {
                n > 2 * f
                crashed.count <= f
            } then: {
                (.everyone - crashed).count >= majority
            },
        ]
    }
}
