/** The image with its last number one higher: `shop/checkout:2.14.0` becomes `shop/checkout:2.14.1`. */
export function nextVersion(image: string): string {
  const match = /^(.*?)(\d+)(\D*)$/.exec(image);
  return match ? `${match[1]}${Number(match[2]) + 1}${match[3]}` : `${image}-1`;
}
