/** The limits of the contract, in Unicode code points, for counting along; the server decides. */
export const kRemarkLimits = { comment: 600, boost: 200 } as const;
