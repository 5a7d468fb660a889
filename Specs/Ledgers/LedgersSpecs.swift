import QuorateFaults

/// Specs of ledgers that others keep: a chain of blocks, a service that decides.
package let ledgersSpecs = Catalog(
    [
        .spec(BlockchainCustody(), instances: BlockchainCustody.instances),
        .spec(ConsensusService(), instances: ConsensusService.instances),
    ], about: "ledgers")
