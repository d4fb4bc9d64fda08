import type { Text } from "./nl";

/** What is said where a picture is chosen, in English. */
export const picturesEn: Text["pictures"] = {
  photo: "Photo",
  picture: "Picture",
  logo: "Logo",
  choosePhoto: "Choose a photo",
  choosePicture: "Choose a picture",
  chooseLogo: "Choose a logo",
  other: "Choose another",
  remove: "Remove",
  sending: "Sending",
  kept: "Kept.",
  removed: "Removed.",
  photoHint: "The square in its middle. Place, time and device are not kept.",
  pictureHint: "In the place of the symbol. It may be transparent.",
  logoHint: "At the top of the page and at the bottom of the screens. It may be transparent.",
  onlyMe: "Only you see your photo now.",
  show: "Show my photo",
  notShown: "This colleague chose not to show a photo. Only administrators see it here.",
  shown: "To be seen where this colleague stands with a photo.",
};
