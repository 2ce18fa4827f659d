// Dutch: reporting.
export const words = {
  title: 'Uw bericht aan een vertrouwenspersoon',
};

export type ReportWords = typeof words;
